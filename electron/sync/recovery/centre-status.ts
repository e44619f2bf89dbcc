import { bilingual } from "#shared/lib/bilingual.ts";
import type { AcceptedAnswer, SerialLine, CentreStatus } from "#shared/contract/centre/sync-status.ts";
import { confirmAccepted, forgetAccepted, requeue } from "#station/db/confirmed-entries.ts";
import { findSetting, putSetting } from "#station/db/settings.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM } from "#station/core/unit-of-work.ts";
import { noteHealth } from "#station/core/health-book.ts";
import { isOwnSeries, isTooFarAhead, jumpOver } from "#station/sync/feed/own-series.ts";
import { noteJumped, noteNewest, showRecoveryUnderWay } from "./read-back.ts";

const DURABLE = "centre.durableThrough";

/** What to ask for next: whether the watermark moved since every acknowledged entry was last asked about. */
export type StatusNoted = { durableMoved: boolean };

const LOST = {
  what: bilingual(
    "中心平台恢复到了较早的备份，其中没有这条记录。",
    "The centre was restored from an earlier backup, which does not hold this record.",
  ),
  next: bilingual(
    "无需操作，将自动重新同步；重复同步不会产生重复记录。",
    "Nothing to do: it is sent again by itself; sending twice makes no second record.",
  ),
};

/** Takes in how the centre stands: numbers it holds of this station are jumped over, where that can be. */
export function noteCentreStatus(context: StationContext, status: CentreStatus): StatusNoted {
  const own = status.serials.filter(({ prefix }) => isOwnSeries(context, prefix));
  const isDoubted = (line: SerialLine): boolean => isTooFarAhead(context, line);
  const { begins, durableMoved } = changeAs(context, SYSTEM, (unit) => {
    const jumped = own.filter((line) => !isDoubted(line) && jumpOver(unit, line));
    const byNumbers = jumped.length > 0 && noteJumped(unit);
    const byNewest = status.newest !== undefined && noteNewest(unit, status.newest);
    return { begins: byNumbers || byNewest, durableMoved: findSetting(context.db, DURABLE) !== watermarkOf(status) };
  });
  if (begins) showRecoveryUnderWay(context);
  const doubted = own.find(isDoubted);
  noteHealth(context, {
    doubtedNumber: doubted === undefined ? null : `${doubted.prefix}-${doubted.year}-${doubted.serial}`,
  });
  return { durableMoved };
}

const watermarkOf = ({ epoch, durableThrough }: CentreStatus): string => `${epoch} ${durableThrough}`;

/** Takes in which of the keys asked for the centre holds; the others go back to be sent. Returns how many those are. */
export function noteConfirmed(context: StationContext, asked: readonly string[], answer: AcceptedAnswer): number {
  const there = new Map(answer.held.map((one) => [one.key, one]));
  return changeAs(context, SYSTEM, (unit) => {
    const { at } = unit;
    const missing = asked.filter((key) => {
      const accepted = there.get(key.toLowerCase());
      if (accepted === undefined) return requeue(context.db, key, LOST, at);
      confirmAccepted(context.db, key, {
        epoch: answer.epoch,
        receipt: accepted.receipt,
        position: accepted.position,
        durable: accepted.durable,
      });
      return false;
    });
    if (missing.length > 0) {
      unit.audit("outbox.putBack", context.station().id, { entries: missing.length, epoch: answer.epoch });
      unit.emit({ kind: "outbox.changed" });
    }
    return missing.length;
  });
}

/**
 * A centre that lost an entry it confirmed in this epoch was restored unnoticed: all entries are asked about again.
 */
export const forgetConfirmed = (context: StationContext): void =>
  changeAs(context, SYSTEM, () => forgetAccepted(context.db));

/** Remembers up to which watermark every entry was asked about. */
export const noteWatermark = (context: StationContext, status: CentreStatus): void =>
  changeAs(context, SYSTEM, () => putSetting(context.db, DURABLE, watermarkOf(status)));
