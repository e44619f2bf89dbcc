import type { AttachmentSendLine, AttachmentSendStory, AttachmentSendsView } from "#shared/contract/attachment-sync.ts";
import { countUnsentAttachments } from "./attachment-sends.ts";
import { listAttachmentEvents } from "./attachment-send-events.ts";
import { jsonColumn } from "./json-column.ts";
import { StoredReason } from "./stored-reason.ts";
import type { Db } from "./database.ts";
import { unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

type Line = {
  id: number;
  application_id: string;
  acceptance_number: string;
  kind: AttachmentSendLine["kind"];
  mime: AttachmentSendLine["mime"];
  bytes: number | null;
  confirmed_bytes: number;
  state: AttachmentSendLine["state"];
  attempts: number;
  changed_at: string;
  next_try_at: string | null;
  reason: string | null;
  receipt: string | null;
  closed_at: string | null;
  operator: Sealed | null;
  close_note_sealed: Sealed | null;
};

const LINES = `SELECT send.id, application_id, acceptance_number, kind, mime, bytes, confirmed_bytes,
  state, attempts, changed_at, next_try_at, reason, receipt, closed_at, operators.name_sealed AS operator,
  close_note_sealed
  FROM attachment_sends AS send JOIN applications ON applications.id = application_id LEFT
    JOIN operators ON operators.id = closed_by`;

const reasons = jsonColumn("attachment_sends.reason", StoredReason);

function fromRow(row: Line): AttachmentSendLine {
  const reason = reasons.readOrNull(row.reason, row.id);
  const closed =
    row.closed_at === null || row.close_note_sealed === null
      ? null
      : {
          at: row.closed_at,
          by: row.operator === null ? "" : unseal(row.operator),
          note: unseal(row.close_note_sealed),
        };
  return {
    id: row.id,
    applicationId: row.application_id,
    acceptanceNumber: row.acceptance_number,
    kind: row.kind,
    mime: row.mime,
    bytes: row.bytes,
    confirmed: row.confirmed_bytes,
    state: row.state,
    attempts: row.attempts,
    changedAt: row.changed_at,
    nextTryAt: row.next_try_at,
    reason: reason?.what ?? null,
    next: reason?.next ?? null,
    receipt: row.receipt,
    closed,
  };
}

/**
 * The files on their way: counts, and a limited list. Quarantined files come first, then those waiting, then the
 * newest that arrived.
 */
export function viewAttachmentSends(db: Db, limit: number): AttachmentSendsView {
  const unsent = prepared<[number], Line>(
    db,
    `${LINES} WHERE state <> 'sent' ORDER BY closed_at IS NOT NULL, state <> 'set-aside', state <> 'sending', send.id LIMIT ?`,
  ).all(limit);
  const sent = prepared<[number], Line>(db, `${LINES} WHERE state = 'sent' ORDER BY send.id DESC LIMIT ?`).all(
    limit - unsent.length,
  );
  const counts = countUnsentAttachments(db);
  const all = prepared<[], number>(db, "SELECT count(*) FROM attachment_sends").pluck().get() ?? 0;
  const closed =
    prepared<[], number>(db, "SELECT count(*) FROM attachment_sends WHERE state <> 'sent' AND closed_at IS NOT NULL")
      .pluck()
      .get() ?? 0;
  return {
    ...counts,
    sent: all - counts.waiting - counts.quarantined - closed,
    lines: [...unsent, ...sent].map(fromRow),
  };
}

/** The events of a file on its way; null if there is no such file. */
export function findAttachmentStory(db: Db, id: number): AttachmentSendStory | null {
  const row = prepared<[number], { hash: string; created_at: string }>(
    db,
    "SELECT hash, created_at FROM attachment_sends WHERE id = ?",
  ).get(id);
  return row === undefined
    ? null
    : { id, hash: row.hash, createdAt: row.created_at, events: listAttachmentEvents(db, id) };
}
