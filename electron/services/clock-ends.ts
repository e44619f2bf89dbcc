import type { ClockLine } from "#shared/application.ts";
import { findEnd, isClockEnded, standingAtEnd, type Step } from "#shared/clock-end.ts";
import type { Profile } from "#shared/profile.ts";
import { localDateOf } from "#shared/time.ts";
import { listActs, type ActRow } from "#station/db/acts.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import type { Hall } from "./hall.ts";

const stepOf = ({ act, at, state }: ActRow): Step => ({
  status: state.status,
  on: "on" in act ? act.on : localDateOf(at),
  at,
});

/** The clocks of a case as they stand once their work is done: each that has ended says whether it was in time. */
export function endClocks(hall: Hall, profile: Profile, row: ApplicationRow, lines: ClockLine[]): ClockLine[] {
  const startOf = (line: ClockLine) => profile.clocks.find(({ id }) => id === line.clock)?.startEvent;
  const ended = lines.some((line) => isClockEnded(startOf(line) ?? "intake", row.status));
  if (!ended) return lines;
  const steps = listActs(hall.db, row.id).map(stepOf);
  return lines.map((line) => {
    const startEvent = startOf(line);
    const end = startEvent === undefined ? null : findEnd(startEvent, steps);
    return end === null ? line : { ...line, state: standingAtEnd(line, end) };
  });
}
