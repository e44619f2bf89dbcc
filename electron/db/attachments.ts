import type { AttachmentMime } from "#shared/contract/attachments.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/**
 * A file kept with an application (附件). Its bytes are in the hall's folder under their hash. `sheet` is the printed
 * document, in one version, that it is a scan of.
 */
export type AttachmentRow = {
  applicationId: string;
  hash: string;
  mime: AttachmentMime;
  bytes: number;
  name: string;
  operatorId: string;
  at: Instant;
  sheet: { kind: DocumentKind; utility: string | null; version: number } | null;
};

type Row = {
  application_id: string;
  hash: string;
  mime: AttachmentMime;
  bytes: number;
  name_sealed: Sealed;
  operator_id: string;
  at: string;
  document_kind: DocumentKind | null;
  document_utility: string | null;
  document_version: number | null;
};

const fromRow = (row: Row): AttachmentRow => ({
  applicationId: row.application_id,
  hash: row.hash,
  mime: row.mime,
  bytes: row.bytes,
  name: unseal(row.name_sealed),
  operatorId: row.operator_id,
  at: row.at,
  sheet:
    row.document_kind === null || row.document_version === null
      ? null
      : { kind: row.document_kind, utility: row.document_utility, version: row.document_version },
});

/**
 * Keeps a file with an application, or binds a kept one to the document that it is a scan of. False if nothing
 * changed; a binding never changes.
 */
export function insertAttachment(db: Db, file: AttachmentRow): boolean {
  const { sheet } = file;
  return (
    prepared(
      db,
      `INSERT INTO attachments (application_id, hash, mime, bytes, name_sealed, operator_id, at, document_kind,
        document_utility, document_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (application_id, hash) DO UPDATE SET document_kind = excluded.document_kind,
         document_utility = excluded.document_utility, document_version = excluded.document_version
       WHERE attachments.document_kind IS NULL AND excluded.document_kind IS NOT NULL`,
    ).run(
      file.applicationId,
      file.hash,
      file.mime,
      file.bytes,
      seal(file.name),
      file.operatorId,
      file.at,
      sheet?.kind ?? null,
      sheet?.utility ?? null,
      sheet?.version ?? null,
    ).changes > 0
  );
}

/** The files of an application, oldest first. */
export function listAttachments(db: Db, applicationId: string): AttachmentRow[] {
  return prepared<[string], Row>(db, "SELECT * FROM attachments WHERE application_id = ? ORDER BY at, rowid")
    .all(applicationId)
    .map(fromRow);
}
