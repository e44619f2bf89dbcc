/**
 * Where the centre's own order has an acknowledged entry: which ones it took last must not hang on a clock here. What
 * was confirmed without it is asked about once more.
 */
export const heldPosition = `
ALTER TABLE outbox_entries ADD COLUMN held_position INTEGER;
UPDATE outbox_entries SET held_epoch = NULL, durable = 0 WHERE held_epoch IS NOT NULL;
DROP INDEX outbox_entries_held;
CREATE INDEX outbox_entries_held ON outbox_entries (held_epoch, durable, held_position) WHERE state = 'sent';
`;
