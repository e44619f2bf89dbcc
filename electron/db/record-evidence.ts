import type { Db } from "./database.ts";
import { unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** A stored application as its row says, its JSON unread. */
export type StoredRecord = {
  rowId: number;
  id: string;
  acceptanceNumber: string;
  acceptedAt: string;
  acceptedOn: string;
  profileId: string;
  profileHash: string;
  status: string;
  hash: string;
  content: string;
  decision: string;
};

/** Something that was recorded of an application, with the hash under which it was recorded. */
export type RecordEntry = {
  table: "outbox_payloads" | "pulled_entries";
  kind: string;
  sequence: number;
  /** False where the record was taken back to an earlier version of it. */ counts: boolean;
  payload: string | null;
  payloadHash: string;
};

/** An act of an application as its row says, its JSON unread. */
export type StoredActText = { seq: number; body: string; state: string };

/** The entries of this station that say of no stored application that it was accepted. */
export type LostRecord = { id: string; payload: string };

/** The next applications after a row, in the order of intake. */
export const pageRecords = (db: Db, after: number, limit: number): StoredRecord[] =>
  prepared<[number, number], StoredRecord & { content: Sealed; decision: Sealed }>(
    db,
    `SELECT rowid AS rowId, id, acceptance_number AS acceptanceNumber, accepted_at AS acceptedAt,
       accepted_on AS acceptedOn, profile_id AS profileId, profile_hash AS profileHash, status, hash,
       content_sealed AS content, decision_sealed AS decision FROM applications WHERE rowid > ? ORDER BY rowid LIMIT ?`,
  )
    .all(after, limit)
    .map((row) => ({ ...row, content: unseal(row.content), decision: unseal(row.decision) }));

/** Everything that was recorded of an application, here or at another station. */
export const listEvidence = (db: Db, applicationId: string): RecordEntry[] =>
  prepared<[string, string], Omit<RecordEntry, "payload" | "counts"> & { payload: Sealed | null; counts: number }>(
    db,
    `SELECT 'outbox_payloads' AS "table", kind, sequence, payload_sealed AS payload, payload_hash AS payloadHash,
       sequence > 0 AND replaced_by IS NULL AND state <> 'quarantined' AS counts
       FROM outbox_entries JOIN outbox_payloads ON entry_id = id WHERE application_id = ?
     UNION ALL SELECT 'pulled_entries', kind, sequence, payload_sealed, payload_hash, state = 'applied'
       FROM pulled_entries WHERE application_id = ?`,
  )
    .all(applicationId, applicationId)
    .map(({ payload, counts, ...entry }) => ({
      ...entry,
      payload: payload === null ? null : unseal(payload),
      counts: counts === 1,
    }));

/** The acts of an application that still count, in order. */
export const listActTexts = (db: Db, applicationId: string): StoredActText[] =>
  prepared<[string], { seq: number; body: Sealed; state: Sealed }>(
    db,
    "SELECT seq, body_sealed AS body, state_sealed AS state FROM acts WHERE application_id = ? AND undone = 0 ORDER BY seq",
  )
    .all(applicationId)
    .map(({ seq, body, state }) => ({ seq, body: unseal(body), state: unseal(state) }));

/** Applications that this station took in, by its own entries, and that are not stored; at most `limit`. */
export const listLostRecords = (db: Db, limit: number): LostRecord[] =>
  prepared<[number], { id: string; payload: Sealed }>(
    db,
    `SELECT application_id AS id, payload_sealed AS payload FROM outbox_entries JOIN outbox_payloads ON entry_id = outbox_entries.id
       WHERE kind = 'application.accepted'
       AND NOT EXISTS (SELECT 1 FROM applications WHERE applications.id = application_id) LIMIT ?`,
  )
    .all(limit)
    .map(({ id, payload }) => ({ id, payload: unseal(payload) }));
