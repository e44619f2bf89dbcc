import { bilingual } from "#shared/lib/bilingual.ts";
import type { Calendars } from "#shared/time/calendar.ts";
import { runDeadline } from "#shared/profile/deadline.ts";
import { badInput } from "#shared/lib/problem.ts";
import { openCalendars, readCalendar } from "#station/rules/calendar-registry.ts";
import { DEFAULT_HOURS } from "#station/app/open-station.ts";
import { needed, optional, type CommandBody } from "./command.ts";
import { readJsonFile } from "./read-json.ts";
import { openProfilesAloud } from "./profiles.ts";
import { terminal } from "./terminal.ts";

/** An instant as people write it: with an offset, or China time where none is given. */
function readInstant(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(text);
  const at = match ? new Date(`${match[1]}T${match[2] ?? "00:00"}${match[3] ?? "+08:00"}`) : new Date(NaN);
  // A day that does not exist (2026-02-30) would roll over to the next month.
  const real =
    match !== null &&
    !Number.isNaN(at.getTime()) &&
    new Date(`${match[1]}T00:00:00Z`).toISOString().slice(0, 10) === match[1];
  if (!real)
    throw badInput([
      {
        path: "--from",
        message: bilingual(
          `不是有效的时间：${text.slice(0, 40)}（应为 ISO 8601，如 2026-09-18T16:50+08:00）`,
          `not a time: ${text.slice(0, 40)} (ISO 8601, e.g. 2026-09-18T16:50+08:00)`,
        ),
      },
    ]);
  return at.toISOString();
}

/** `hall clock`: when a time limit ends that starts at a given moment. */
export const deadlineCommand: CommandBody = {
  run(input) {
    const { profile } = openProfilesAloud(input.dataDir).get(needed(input, "profile"));
    const name = needed(input, "clock");
    const rule = profile.clocks.find((clock) => clock.id === name);
    const names = profile.clocks.map((clock) => clock.id).join("、");
    if (rule === undefined)
      throw badInput([
        {
          path: "--clock",
          message: bilingual(
            `${profile.documentNumber} 没有这个时限：${name}（现有：${names || "无"}）`,
            `${profile.documentNumber} gives no such deadline: ${name} (known: ${names || "none"})`,
          ),
        },
      ]);
    const from = readInstant(needed(input, "from"));
    const file = optional(input, "calendar");
    const shipped = openCalendars(input.dataDir).calendars;
    const given = file === null ? null : readCalendar(readJsonFile(file), file);
    const calendars: Calendars = given === null ? shipped : { ...shipped, [given.year]: given };
    const state = runDeadline({ rule, from, hours: DEFAULT_HOURS, calendars, interpretations: {}, pauses: [] });
    if (state.outcome === "no-number")
      throw badInput([
        {
          path: "--clock",
          message: bilingual(
            `${profile.documentNumber} 提到了“${rule.label.zh}”，但没有给出时限数字`,
            `${profile.documentNumber} names "${rule.label.en}" but gives no number`,
          ),
        },
      ]);
    const { dueAt, dueOn, spans, calendar, note } = state;
    terminal.result({ dueAt, dueOn, spans, calendar, note, clause: state.clause });
    return 0;
  },
};
