/**
 * What the centre says later of an entry that it has acknowledged (the epoch in which it last said it holds it, and
 * whether a backup reaches it), and what it sent of its own.
 */
export const pull = `
ALTER TABLE outbox_entries ADD COLUMN held_epoch TEXT;
ALTER TABLE outbox_entries ADD COLUMN durable INTEGER NOT NULL DEFAULT 0 CHECK (durable IN (0, 1));
CREATE INDEX outbox_entries_held ON outbox_entries (held_epoch, durable, changed_at) WHERE state = 'sent';

CREATE TABLE pulled_items (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  application_id TEXT,
  body_sealed TEXT NOT NULL,
  at TEXT NOT NULL,
  pulled_at TEXT NOT NULL
) STRICT;
CREATE INDEX pulled_items_application ON pulled_items (application_id, at) WHERE application_id IS NOT NULL;
`;
