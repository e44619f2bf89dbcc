import type { AttachmentMime } from "#shared/contract/attachments.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** A file kept for the consent of a draft, until an application takes it over or the draft is discarded. */
export type ConsentFileRow = {
  draftId: string;
  hash: string;
  mime: AttachmentMime;
  bytes: number;
  operatorId: string;
  at: Instant;
};

type Row = { draft_id: string; hash: string; mime: AttachmentMime; bytes: number; operator_id: string; at: string };

const fromRow = (row: Row): ConsentFileRow => ({
  draftId: row.draft_id,
  hash: row.hash,
  mime: row.mime,
  bytes: row.bytes,
  operatorId: row.operator_id,
  at: row.at,
});

/** Records a file that is on disk. A repeated call changes nothing. */
export function insertConsentFile(db: Db, file: ConsentFileRow): void {
  prepared(
    db,
    "INSERT INTO consent_files (draft_id, hash, mime, bytes, operator_id, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
  ).run(file.draftId, file.hash, file.mime, file.bytes, file.operatorId, file.at);
}

/** The files kept for a draft, oldest first. */
export const listConsentFiles = (db: Db, draftId: string): ConsentFileRow[] =>
  prepared<[string], Row>(db, "SELECT * FROM consent_files WHERE draft_id = ? ORDER BY at, rowid")
    .all(draftId)
    .map(fromRow);

/** Deletes one file of a draft; false if the draft has no such file. */
export const deleteConsentFile = (db: Db, draftId: string, hash: string): boolean =>
  prepared(db, "DELETE FROM consent_files WHERE draft_id = ? AND hash = ?").run(draftId, hash).changes > 0;

/** Deletes every file of a draft. */
export function deleteConsentFiles(db: Db, draftId: string): void {
  prepared(db, "DELETE FROM consent_files WHERE draft_id = ?").run(draftId);
}
