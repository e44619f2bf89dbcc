import type { ClockTrust } from "#shared/time/system-clock.ts";
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
