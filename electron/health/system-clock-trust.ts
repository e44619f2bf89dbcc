import type { ClockTrust } from "#shared/time/system-clock.ts";
import { LAST_SEEN } from "#station/core/system-clock-monitor.ts";
import { appendAudit } from "#station/db/audit.ts";
import { transaction } from "#station/db/database.ts";
import { deleteSetting, findSetting, putSetting } from "#station/db/settings.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";

/** The setting that says that the doubt is in the audit already, so that a restart does not tell of it twice. */
const DOUBTED = "clock.doubted";

/** Notes once in the audit that the clock is doubted, or again trusted; while it is trusted, the minute is kept as the last one seen. Gives the verdict. */
export function noteClockTrust(context: StationContext): ClockTrust {
  const trust = context.clock.trust();
  const was = findSetting(context.db, DOUBTED);
  const at = context.now();
  const audit = (verb: string, detail: Record<string, unknown>) =>
    appendAudit(context.db, { at, actor: "system", stationId: context.station().id, verb, subject: "clock", detail });
  transaction(context.db, () => {
    if (trust.kind === "sure") {
      putSetting(context.db, LAST_SEEN, at);
      if (was !== null) {
        deleteSetting(context.db, DOUBTED);
        audit("clock.trusted", {});
      }
    } else if (was === null) {
      putSetting(context.db, DOUBTED, "yes");
      audit("clock.doubted", { doubts: trust.doubts.map(({ source, offsetMs }) => ({ source, offsetMs })) });
    }
  });
  if ((trust.kind === "unsure") !== (was !== null)) context.events.emit({ kind: "systemClock.changed" });
  return trust;
}

/** A person says that the clock was compared and is right (核对时钟); what the centre tells still stands above it. */
export function confirmClock(context: StationContext, actor: Actor): ClockTrust {
  const before = context.clock.trust();
  context.clock.confirm();
  const detail =
    before.kind === "sure" ? {} : { doubts: before.doubts.map(({ source, offsetMs }) => ({ source, offsetMs })) };
  transaction(context.db, () =>
    appendAudit(context.db, {
      at: context.now(),
      actor: actor.operator.id,
      stationId: actor.station.id,
      verb: "clock.confirmed",
      subject: "clock",
      detail,
    }),
  );
  return noteClockTrust(context);
}
