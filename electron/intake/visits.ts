import type { ContactRow } from "#shared/case/application.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { findOperator } from "#station/db/operators.ts";
import { listReceptionsOf } from "#station/db/receptions.ts";
import type { StationContext } from "#station/core/station-context.ts";

/** Refuses a second word on a visit whose application was accepted. */
export const alreadyAccepted = (number: string) =>
  problem(
    "already-accepted",
    bilingual(`这份申请已经受理，编号 ${number}。`, `This application was already accepted as ${number}.`),
    DATA_IS_SAFE,
    bilingual("请打开已受理的申请，在那里办理。", "Open the accepted application and act there."),
  );

/** Refuses a second word on a visit that was refused. */
export const alreadyRefused = (number: string) =>
  problem(
    "already-refused",
    bilingual(
      `这份申请已不予受理，通知书编号 ${number}。`,
      `This application was already refused by notice ${number}.`,
    ),
    NOTHING_WRITTEN,
    bilingual("申请人再次提出时，请新建一份申请。", "Open a new form if the applicant applies again."),
  );

/**
 * The contacts of the earlier visits of a draft; refuses a draft that was refused. Call it inside the transaction that
 * continues the draft.
 */
export function contactsBefore(context: StationContext, draftId: string): ContactRow[] {
  const before = listReceptionsOf(context.db, draftId);
  const refused = before.find((row) => row.kind === "refused");
  if (refused !== undefined) throw alreadyRefused(refused.number);
  return before.map(({ operatorId, stationId, channel, at }, i) => {
    const operator = findOperator(context.db, operatorId);
    return {
      seq: i + 1,
      operatorId,
      operatorName: operator?.name ?? operatorId,
      organisation: operator?.organisation ?? "",
      stationId,
      channel,
      at,
    };
  });
}

/** Refuses to continue a draft that was refused. */
export const refuseRefused = (context: StationContext, draftId: string): void => void contactsBefore(context, draftId);

/** Refuses to discard a draft for which the applicant holds a voucher. */
export function keepReceived(context: StationContext, draftId: string): void {
  const notice = listReceptionsOf(context.db, draftId).find((row) => row.kind === "received");
  if (notice === undefined) return;
  throw problem(
    "draft-received",
    bilingual(
      `申请人持有这份申请的收件凭证 ${notice.number}，不能作废。`,
      `The applicant holds voucher ${notice.number} for this form; it cannot be discarded.`,
    ),
    DATA_IS_SAFE,
    bilingual("请受理，或按“不予受理”出具通知书。", "Accept it, or refuse it with a notice."),
  );
}
