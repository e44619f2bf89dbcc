import type { AttachmentSendEvent } from "#shared/contract/attachment-sync.ts";
import type { Instant } from "#shared/time/instant.ts";
import { jsonColumn } from "./json-column.ts";
import { StoredReason } from "./stored-reason.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

type Row = {
  seq: number;
  what: AttachmentSendEvent["what"];
  at: string;
  last_at: string;
  times: number;
  reason: string | null;
};

const reasons = jsonColumn("attachment_send_events.reason", StoredReason);

/**
 * Adds an event of a file. An equal event in a row only extends the last line. `reason` is JSON: what happened and
 * what to do.
 */
export function noteAttachmentEvent(
  db: Db,
  {
    sendId,
    what,
    reason,
    at,
  }: { sendId: number; what: AttachmentSendEvent["what"]; reason: string | null; at: Instant },
): void {
  const last = prepared<[number], Pick<Row, "seq" | "what" | "reason">>(
    db,
    "SELECT seq, what, reason FROM attachment_send_events WHERE send_id = ? ORDER BY seq DESC LIMIT 1",
  ).get(sendId);
  if (last !== undefined && last.what === what && last.reason === reason) {
    prepared(db, "UPDATE attachment_send_events SET last_at = ?, times = times + 1 WHERE send_id = ? AND seq = ?").run(
      at,
      sendId,
      last.seq,
    );
    return;
  }
  prepared(
    db,
    "INSERT INTO attachment_send_events (send_id, seq, what, at, last_at, times, reason) VALUES (?, ?, ?, ?, ?, 1, ?)",
  ).run(sendId, (last?.seq ?? 0) + 1, what, at, at, reason);
}

/** The events of a file on its way, in order. */
export const listAttachmentEvents = (db: Db, sendId: number): AttachmentSendEvent[] =>
  prepared<[number], Row>(db, "SELECT * FROM attachment_send_events WHERE send_id = ? ORDER BY seq")
    .all(sendId)
    .map(({ seq, what, at, last_at: lastAt, times, reason }) => ({
      what,
      at,
      lastAt,
      times,
      reason: reasons.readOrNull(reason, `${sendId}/${seq}`)?.what ?? null,
    }));
