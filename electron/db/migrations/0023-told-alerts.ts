/** What the centre told that somebody has to see to, until a person says that it was seen. */
export const toldAlerts = `
ALTER TABLE pulled_items ADD COLUMN alert INTEGER NOT NULL DEFAULT 0 CHECK (alert IN (0, 1));
ALTER TABLE pulled_items ADD COLUMN seen_at TEXT;
ALTER TABLE pulled_items ADD COLUMN seen_by TEXT;
UPDATE pulled_items SET alert = 1 WHERE kind = 'duplicate.found';
CREATE INDEX pulled_items_unseen ON pulled_items (at) WHERE alert = 1 AND seen_at IS NULL;
`;
