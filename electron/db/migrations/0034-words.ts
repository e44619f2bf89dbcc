/**
 * Tables, columns and settings take the words of the rest of the program: interpretation, deadline, accepted,
 * confirmed, pause, notified, remote, document. No row changes but the keys of three settings.
 */
export const words = `
ALTER TABLE readings RENAME TO interpretations;
ALTER TABLE interpretations RENAME COLUMN reading TO interpretation;
ALTER TABLE clock_events RENAME TO deadline_events;
ALTER TABLE clock_warnings RENAME TO deadline_warnings;
ALTER TABLE deadline_warnings RENAME COLUMN clock TO deadline;
DROP INDEX clock_warnings_open;
CREATE INDEX deadline_warnings_open ON deadline_warnings (raised_at) WHERE acknowledged_at IS NULL;

ALTER TABLE outbox_entries RENAME COLUMN held_epoch TO accepted_epoch;
ALTER TABLE outbox_entries RENAME COLUMN held_position TO accepted_position;
DROP INDEX outbox_entries_held;
CREATE INDEX outbox_entries_accepted ON outbox_entries (accepted_epoch, durable, accepted_position) WHERE state = 'sent';
ALTER TABLE attachment_sends RENAME COLUMN held TO confirmed_bytes;
ALTER TABLE attachment_sends RENAME COLUMN held_epoch TO accepted_epoch;
DROP INDEX attachment_sends_held;
CREATE INDEX attachment_sends_accepted ON attachment_sends (accepted_epoch, changed_at) WHERE state = 'sent';

ALTER TABLE print_jobs RENAME COLUMN held TO pause;
ALTER TABLE publications RENAME COLUMN told_at TO notified_at;
ALTER TABLE stations RENAME COLUMN elsewhere TO remote;
ALTER TABLE operators RENAME COLUMN elsewhere TO remote;
ALTER TABLE attachments RENAME COLUMN sheet_kind TO document_kind;
ALTER TABLE attachments RENAME COLUMN sheet_utility TO document_utility;
ALTER TABLE attachments RENAME COLUMN sheet_version TO document_version;

UPDATE settings SET key = 'worklist.dueSoonHours' WHERE key = 'desk.dueSoonHours';
UPDATE settings SET key = 'centre.recoveryCursor' WHERE key = 'centre.ownCursor';
UPDATE settings SET key = 'centre.recoveryFor.' || substr(key, length('centre.ownReadFor.') + 1)
  WHERE key LIKE 'centre.ownReadFor.%';
`;
