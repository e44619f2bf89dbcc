import type { AttachmentMime } from "../../shared/contract/attachment-calls.ts";
import type { Instant } from "../../shared/time.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { statement } from "./statement.ts";

/** A file kept with an application (附件); its bytes lie in the hall's folder under their hash. */
export type AttachmentRow = { applicationId: string; hash: string; mime: AttachmentMime; bytes: number; name: string; operatorId: string; at: Instant };

type Row = { application_id: string; hash: string; mime: AttachmentMime; bytes: number; name_sealed: Sealed; operator_id: string; at: string };

const fromRow = (row: Row): AttachmentRow => ({ applicationId: row.application_id, hash: row.hash, mime: row.mime, bytes: row.bytes, name: unseal(row.name_sealed), operatorId: row.operator_id, at: row.at });

/** Keeps a file with an application; false where it is kept with it already. */
export function insertAttachment(db: Db, file: AttachmentRow): boolean {
  return statement(db, "INSERT INTO attachments (application_id, hash, mime, bytes, name_sealed, operator_id, at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING").run(file.applicationId, file.hash, file.mime, file.bytes, seal(file.name), file.operatorId, file.at).changes > 0;
}

/** The files of an application, oldest first. */
export function listAttachments(db: Db, applicationId: string): AttachmentRow[] {
  return statement<[string], Row>(db, "SELECT * FROM attachments WHERE application_id = ? ORDER BY at, rowid").all(applicationId).map(fromRow);
}
