import type { ReceptionView } from "#shared/contract/reception.ts";
import { isClockDoubted } from "#shared/case/clock-warning.ts";
import { findRole } from "#shared/profile/form.ts";
import type { ReceptionLine } from "#shared/case/reception.ts";
import { localDateOf, type LocalDate } from "#shared/time/instant.ts";
import { findApplicationByKey } from "#station/db/applications.ts";
import { findOperator } from "#station/db/operators.ts";
import { isApplicationSent } from "#station/db/outbox-entries.ts";
import { listPrintJobs } from "#station/db/print-jobs.ts";
import { listReceptionsOf, listReceptionsOn, type ReceptionRow } from "#station/db/receptions.ts";
import { profileOf } from "#station/records/application.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { printJobLine } from "#station/printing/job-line.ts";

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
    isClockDoubted: isClockDoubted(row.content.warnings ?? []),
    synced: isApplicationSent(context.db, row.id),
    acceptedAs:
      row.kind === "received" ? (findApplicationByKey(context.db, row.draftId)?.acceptanceNumber ?? null) : null,
    replaced: listReceptionsOf(context.db, row.draftId).at(-1)?.id !== row.id,
  };
}

/** A reception with the print jobs of its document. */
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
