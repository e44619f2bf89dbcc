import { bilingual } from "#shared/lib/bilingual.ts";
import type { CaseView } from "#shared/contract/acts.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { hasSeries } from "#station/db/number-series.ts";
import { findConflictStart } from "#station/db/outbox-entries.ts";
import { isStandIn } from "#station/db/profile-snapshots.ts";
import { listUnapplied } from "#station/db/pulled-entries.ts";
import { findStationName } from "#station/db/stations.ts";
import type { StationContext } from "#station/core/station-context.ts";

/** Whether a prefix is this station's, by its present enrolment or an earlier one. */
export const isOwnWindow = (context: StationContext, prefix: string): boolean =>
  prefix === context.station().prefix || hasSeries(context.db, prefix);

/**
 * The id for another window's records. It is made from the prefix, which the centre assigns; a record could name any
 * window.
 */
export const remoteStationId = (prefix: string): string => `window-${prefix}`;

/** Whether another window of the hall accepted this application (另一窗口受理). */
export const isRemote = (context: StationContext, { stationId }: Pick<ApplicationRow, "stationId">): boolean =>
  stationId !== context.station().id;

/** The name of the window that accepted an application. */
export const windowOf = (context: StationContext, { stationId }: Pick<ApplicationRow, "stationId">): string =>
  findStationName(context.db, stationId) ?? stationId;

/** Where an application was accepted, for a page; nothing if it was here. */
export const remoteWindowOf = (
  context: StationContext,
  row: Pick<ApplicationRow, "stationId">,
): { remote?: { window: string } } => (isRemote(context, row) ? { remote: { window: windowOf(context, row) } } : {});

/** Why an application cannot be changed here now, and what helps; null if nothing is in the way. */
export function whyCannotAct(context: StationContext, row: ApplicationRow): CaseView["cannotAct"] {
  if (isStandIn(context.db, row.profileHash)) {
    return {
      why: bilingual(
        "这份申请所依的地方规则版本本窗口没有，只能查看，不能办理。",
        "This window lacks the version of the rules under which this application was accepted. It can be read but not changed here.",
      ),
      next: bilingual(
        "请在受理窗口办理，或请管理员为本窗口更新地方规则。",
        "Change it at the window that accepted it, or have this window's rules updated.",
      ),
    };
  }
  if (findConflictStart(context.db, row.id) !== null) {
    const isOwn = listUnapplied(context.db, row.id).some(({ windowPrefix }) => isOwnWindow(context, windowPrefix));
    return {
      why: isOwn
        ? bilingual(
            "本窗口由旧备份恢复之前也办理过这份申请，两边的版本有冲突。",
            "This window changed the application before it was restored from a backup, and the two versions conflict.",
          )
        : bilingual(
            "另一窗口也办理了这份申请，两边的版本有冲突。",
            "Another window changed this application too, and the two versions conflict.",
          ),
      next: bilingual(
        "请点“处理版本冲突”，逐项核对后再办。",
        'Press "Settle the version conflict" and compare the two, then continue.',
      ),
      conflict: true,
    };
  }
  const missing = listUnapplied(context.db, row.id);
  if (missing.length === 0) return null;
  const quarantined = missing.find(({ state }) => state === "set-aside");
  const windows = [...new Set(missing.map(({ windowName }) => windowName))].join("、");
  return quarantined === undefined
    ? {
        why: bilingual(
          `${windows}也办理了这份申请，内容还没有并入本窗口。`,
          `${windows} changed this application too; this window's record does not have that yet.`,
        ),
        next: bilingual(
          "请等本窗口的记录同步后再办；提示版本冲突的，先在“数据同步”里处理。",
          "Wait until this window's own entries were sent; where a version conflict shows, resolve it in the outbox first.",
        ),
      }
    : {
        why: bilingual(
          `${windows}办理的一条没能并入：${quarantined.reason?.zh ?? ""}`,
          `Something done at ${windows} could not be taken in: ${quarantined.reason?.en ?? ""}`,
        ),
        next: bilingual(
          "请在受理窗口办理，并把情况告知管理员。",
          "Change it at the window that accepted it, and tell the administrator.",
        ),
      };
}
