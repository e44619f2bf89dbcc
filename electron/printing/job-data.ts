import type { DocumentData } from "#templates/documents/document-data.ts";
import { findApplication } from "#station/db/applications.ts";
import { findOperator } from "#station/db/operators.ts";
import type { PrintJob } from "#station/db/print-jobs.ts";
import { findReception } from "#station/db/receptions.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { dataOfReception } from "#station/documents/reception-document.ts";
import { isTraining } from "#station/core/station-settings.ts";

/** The current record that a job prints: of an application, or of a visit without one. */
export function recordOfJob(
  context: StationContext,
  job: Pick<PrintJob, "applicationId" | "recordVersion" | "recordHash">,
): { version: number; hash: string } {
  const row = findApplication(context.db, job.applicationId);
  // A reception is never changed.
  return row === null ? { version: job.recordVersion, hash: job.recordHash } : { version: row.version, hash: row.hash };
}

/**
 * What a print job prints: a document of an application, or the slip of a visit received or refused without one. From
 * the second print on it says which one it is, by whom and why (补打); training documents are marked 培训.
 */
export function dataOfJob(context: StationContext, job: PrintJob): DocumentData {
  const isReprint = job.copy > 1;
  const copyMarker = isReprint ? "reprint" : "original";
  const marker = isTraining(context) ? "training" : copyMarker;
  const reprint = isReprint
    ? { number: job.copy, by: findOperator(context.db, job.requestedBy)?.name ?? job.requestedBy, why: job.why }
    : null;
  const row = findApplication(context.db, job.applicationId);
  if (row !== null)
    return { ...dataOfApplication(context, row, marker, { utility: job.utility, kind: job.kind }), reprint };
  const reception = findReception(context.db, job.applicationId);
  if (reception === null) throw new Error(`nothing to print for ${job.applicationId}`);
  return { ...dataOfReception(context, reception, marker), reprint };
}
