import { bilingual } from "#shared/lib/bilingual.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import type { ClockTrust } from "#shared/time/system-clock.ts";
import { CLOCK_WARNING } from "#shared/case/clock-warning.ts";
import { LAST_SEEN } from "#station/core/system-clock-monitor.ts";
import { deleteSetting, findSetting, putSetting } from "#station/db/settings.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change, changeAs, SYSTEM } from "#station/core/unit-of-work.ts";

/** The setting that records a doubt already in the audit log, so that a restart does not repeat it. */
const DOUBTED = "clock.doubted";

/** What of a doubt the audit log holds. */
const doubtsOf = ({ doubts }: Extract<ClockTrust, { kind: "unsure" }>) =>
  doubts.map(({ source, offsetMs }) => ({ source, offsetMs }));

/**
 * Audits once that the clock is doubted or trusted again. While it is trusted, stores the current minute as last
 * seen. Returns the result.
 */
export function noteClockTrust(context: StationContext): ClockTrust {
  const trust = context.clock.trust();
  const was = findSetting(context.db, DOUBTED);
  changeAs(context, SYSTEM, (unit) => {
    if (trust.kind === "sure") putSetting(context.db, LAST_SEEN, unit.at);
    if ((trust.kind === "unsure") === (was !== null)) return;
    unit.emit({ kind: "systemClock.changed" });
    if (trust.kind === "sure") {
      deleteSetting(context.db, DOUBTED);
      unit.audit("clock.trusted", "clock", {});
    } else {
      putSetting(context.db, DOUBTED, "yes");
      unit.audit("clock.doubted", "clock", { doubts: doubtsOf(trust) });
    }
  });
  return trust;
}

/** A person confirms that the clock is right (核对时钟). What the centre reports still overrides this. */
export function confirmClock(context: StationContext, actor: Actor): ClockTrust {
  const before = context.clock.trust();
  context.clock.confirm();
  const detail = before.kind === "sure" ? {} : { doubts: doubtsOf(before) };
  change(context, actor, (unit) => unit.audit("clock.confirmed", "clock", detail));
  return noteClockTrust(context);
}

/** What a record says that is taken in while the clock is doubted; empty while it is trusted. */
export function clockWarnings({ clock }: StationContext): FieldProblem[] {
  const trust = clock.trust();
  if (trust.kind === "sure") return [];
  const texts = trust.doubts.map(({ text }) => text);
  return [
    {
      path: CLOCK_WARNING,
      message: bilingual(
        `受理时电脑时钟待核：${texts.map(({ zh }) => zh).join("；")}。受理时间和时限以核对后的时间为准。`,
        `Taken in under a doubted clock: ${texts.map(({ en }) => en).join("; ")}. The time of acceptance has to be checked.`,
      ),
    },
  ];
}
