import type { DocumentData } from "../../templates/document-data.ts";
import { findApplication } from "../db/applications.ts";
import type { PrintJob } from "../db/print-jobs.ts";
import { findReception } from "../db/receptions.ts";
import { dataOfApplication } from "./document-data.ts";
import type { Hall } from "./hall.ts";
import { dataOfReception } from "./reception-paper.ts";

/** What a print job prints: a paper of an application, or the voucher of a visit received or refused without one. */
export function dataOfJob(hall: Hall, job: PrintJob): DocumentData {
  const marker = job.copy > 1 ? "reprint" : "original";
  const row = findApplication(hall.db, job.applicationId);
  if (row !== null) return dataOfApplication(hall, row, marker, job.utility, job.kind);
  const reception = findReception(hall.db, job.applicationId);
  if (reception === null) throw new Error(`nothing to print for ${job.applicationId}`);
  return dataOfReception(hall, reception, marker);
}
