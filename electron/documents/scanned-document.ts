import { DocumentKind } from "#shared/case/document-kind.ts";
import type { ScanMark, ScanState, ScanView } from "#shared/contract/documents.ts";
import { LETTER_MARK } from "#templates/documents/document-data.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { findPayloadHash } from "#station/db/outbox-entries.ts";
import { findPulledHash } from "#station/db/pulled-entries.ts";
import { listPrintJobs } from "#station/db/print-jobs.ts";
import { getApplicationRow, profileOf } from "#station/records/application.ts";
import type { DocumentRef } from "./documents-of-act.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { supersededBy } from "./superseded.ts";

/** The document that a QR code names. Older codes lack the utility; the print ledger tells it if only one fits. */
function documentOf(context: StationContext, row: ApplicationRow, { document, version }: ScanMark): DocumentRef | null {
  const ofUtility = document.startsWith(LETTER_MARK) ? document.slice(LETTER_MARK.length) : null;
  const kind = DocumentKind.safeParse(ofUtility === null ? document : "commitment-letter");
  if (!kind.success) return null;
  if (ofUtility !== null) return { kind: kind.data, utility: ofUtility };
  if (kind.data !== "commitment-letter") return { kind: kind.data, utility: null };
  const printed = new Set(
    listPrintJobs(context.db, row.id)
      .filter((job) => job.kind === kind.data && job.recordVersion === version)
      .map((job) => job.utility),
  );
  return { kind: kind.data, utility: printed.size === 1 ? ([...printed][0] ?? null) : null };
}

function stateOf(row: ApplicationRow, mark: ScanMark, recordHash: string | null, by: number | null): ScanState {
  if (recordHash === null) return "no-version";
  if (!recordHash.startsWith(mark.shortHash)) return "other-hash";
  if (by !== null) return "superseded";
  return mark.version === row.version ? "current" : "unchanged";
}

/**
 * Describes a printed document by its QR code: whether the record had that version and check code, and whether it
 * changed since.
 */
export function readScannedDocument(context: StationContext, applicationId: string, mark: ScanMark): ScanView {
  const row = getApplicationRow(context, applicationId);
  const sheet = documentOf(context, row, mark);
  const by = sheet === null ? null : supersededBy(context, row, sheet, mark.version);
  const utility = profileOf(context, row).utilities.find(({ id }) => id === sheet?.utility);
  return {
    applicationId: row.id,
    number: row.acceptanceNumber,
    kind: sheet?.kind ?? null,
    utility: utility === undefined ? null : { id: utility.id, label: utility.label },
    version: mark.version,
    recordVersion: row.version,
    supersededBy: by,
    state: stateOf(
      row,
      mark,
      findPayloadHash(context.db, row.id, mark.version) ?? findPulledHash(context.db, row.id, mark.version),
      by,
    ),
    printed:
      sheet !== null &&
      listPrintJobs(context.db, row.id).some(
        (job) =>
          job.kind === sheet.kind &&
          job.utility === sheet.utility &&
          job.recordVersion === mark.version &&
          job.attempts > 0,
      ),
  };
}
