/**
 * What the other windows of the hall sent, as it came, and how far it was taken into this store; beside it the
 * windows and people that it names,
 * who cannot work here, and rules that stand in for those of a record whose own are not at hand.
 */
export const elsewhere = `
ALTER TABLE stations ADD COLUMN elsewhere INTEGER NOT NULL DEFAULT 0 CHECK (elsewhere IN (0, 1));
ALTER TABLE operators ADD COLUMN elsewhere INTEGER NOT NULL DEFAULT 0 CHECK (elsewhere IN (0, 1));
ALTER TABLE profile_snapshots ADD COLUMN stand_in INTEGER NOT NULL DEFAULT 0 CHECK (stand_in IN (0, 1));
CREATE TABLE pulled_entries (
  key TEXT PRIMARY KEY,
  application_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  payload_sealed TEXT,
  payload_hash TEXT NOT NULL,
  window_name TEXT NOT NULL,
  window_prefix TEXT NOT NULL,
  at TEXT NOT NULL,
  pulled_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'applied', 'kept', 'set-aside')),
  reason TEXT
) STRICT;
CREATE INDEX pulled_entries_application ON pulled_entries (application_id, sequence);
CREATE INDEX pulled_entries_open ON pulled_entries (state) WHERE state IN ('waiting', 'set-aside');
`;
