import { bilingual } from "#shared/lib/bilingual.ts";
import type { ReceptionView } from "#shared/contract/reception.ts";
import { findRole } from "#shared/profile/form.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import type { ReceptionLine } from "#shared/case/reception.ts";
import { localDateOf, type LocalDate } from "#shared/time/instant.ts";
import { findApplicationByKey } from "#station/db/applications.ts";
import { findOperator } from "#station/db/operators.ts";
import { isApplicationSent } from "#station/db/outbox-entries.ts";
import { listPrintJobs } from "#station/db/print-jobs.ts";
import { findReception, listReceptionsOf, listReceptionsOn, type ReceptionRow } from "#station/db/receptions.ts";
import { profileOf } from "#station/records/application.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { printJobLine } from "#station/printing/job-line.ts";

/** The reception with this id or voucher number; throws where there is none. */
export function getReceptionRow(context: StationContext, idOrNumber: string): ReceptionRow {
  const row = findReception(context.db, idOrNumber);
  if (row !== null) return row;
  throw problem(
    "reception-not-found",
    bilingual("没有找到这份收件或不予受理记录。", "No such record of a visit received or refused."),
    DATA_IS_SAFE,
    bilingual("请核对编号。", "Check the number."),
  );
}

/** A reception as lists show it. */
export function receptionLine(context: StationContext, row: ReceptionRow): ReceptionLine {
  const { form } = profileOf(context, { profileHash: row.profileHash, content: row.content.body });
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    profileId: row.profileId,
    channel: row.channel,
    applicant: findRole(form, row.content.body.form, "applicant") ?? "",
    utilities: row.content.body.utilities,
    at: row.at,
    operator: findOperator(context.db, row.operatorId)?.name ?? row.operatorId,
    reason: row.content.reason,
    synced: isApplicationSent(context.db, row.id),
    acceptedAs:
      row.kind === "received" ? (findApplicationByKey(context.db, row.draftId)?.acceptanceNumber ?? null) : null,
    replaced: listReceptionsOf(context.db, row.draftId).at(-1)?.id !== row.id,
  };
}

/** A reception with its voucher's print jobs. */
export const viewReception = (context: StationContext, row: ReceptionRow): ReceptionView => ({
  ...receptionLine(context, row),
  items: row.content.items,
  ground: row.content.ground,
  goTo: row.content.goTo,
  prints: listPrintJobs(context.db, row.id).map((job) => printJobLine(context, job)),
});

/** What was received or refused on a day; today by default. */
export const listReceptions = (context: StationContext, on: LocalDate | null): ReceptionLine[] =>
  listReceptionsOn(context.db, on ?? localDateOf(context.now())).map((row) => receptionLine(context, row));
