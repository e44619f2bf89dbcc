/**
 * Lays payloads apart from what changes about an entry: to mark a hundred as sending then writes some pages instead
 * of all their text.
 */
export const outboxPayloads = `
CREATE TABLE outbox_payloads (
  entry_id TEXT PRIMARY KEY REFERENCES outbox_entries (id),
  payload_sealed TEXT NOT NULL
) STRICT;
INSERT INTO outbox_payloads (entry_id, payload_sealed) SELECT id, payload_sealed FROM outbox_entries ORDER BY rowid;
ALTER TABLE outbox_entries DROP COLUMN payload_sealed;
`;
