import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** A file of a case that should lie in the hall's folder; `bytes` is null if its size is not known yet. */
export type CaseFile = { id: number; hash: string; bytes: number | null; acceptanceNumber: string };

/**
 * The next files of cases after one, in the order in which they came: attachments, scans, consents and signatures.
 * Files that a supervisor closed as beyond repair are left out.
 */
export const pageCaseFiles = (db: Db, after: number, limit: number): CaseFile[] =>
  prepared<[number, number], CaseFile>(
    db,
    `SELECT attachment_sends.id, attachment_sends.hash, bytes, acceptance_number AS acceptanceNumber
       FROM attachment_sends JOIN applications ON applications.id = application_id
       WHERE attachment_sends.id > ? AND closed_at IS NULL ORDER BY attachment_sends.id LIMIT ?`,
  ).all(after, limit);
