/**
 * A file that was set aside and cannot be had again is closed by the supervisor's word: it stays listed with who said
 * so and why, and is tried no more.
 */
export const closedAttachments = `
ALTER TABLE attachment_sends ADD COLUMN closed_at TEXT;
ALTER TABLE attachment_sends ADD COLUMN closed_by TEXT REFERENCES operators (id);
ALTER TABLE attachment_sends ADD COLUMN close_note_sealed TEXT;
`;
