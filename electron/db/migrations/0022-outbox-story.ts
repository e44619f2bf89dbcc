/**
 * What befell an entry of the outbox beyond its present state, equal things in a row as one line; and which later
 * entry was sent in the place of one that was set aside.
 */
export const outboxStory = `
ALTER TABLE outbox_entries ADD COLUMN replaced_by TEXT REFERENCES outbox_entries (id);
CREATE TABLE outbox_events (
  entry_id TEXT NOT NULL REFERENCES outbox_entries (id),
  seq INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('failed', 'set-aside', 'resent', 'exported', 'receipt-imported')),
  at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  times INTEGER NOT NULL,
  failure_class TEXT,
  reason TEXT,
  operator_id TEXT,
  note_sealed TEXT,
  PRIMARY KEY (entry_id, seq)
) STRICT;
`;
