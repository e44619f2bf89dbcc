/**
 * Which files have still to travel to the centre, with what befell each; those kept before this step go too, the
 * signatures under joint checks among them.
 */
export const attachmentSends = `
CREATE TABLE attachment_sends (
  id INTEGER PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES applications (id),
  hash TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('file', 'sheet', 'consent', 'signature')),
  mime TEXT NOT NULL,
  bytes INTEGER,
  sheet TEXT,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'set-aside')),
  held INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  setbacks INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  next_try_at TEXT,
  reason TEXT,
  receipt TEXT,
  held_epoch TEXT,
  UNIQUE (application_id, hash)
) STRICT;
CREATE INDEX attachment_sends_turn ON attachment_sends (failures, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX attachment_sends_open ON attachment_sends (state) WHERE state <> 'sent';
CREATE INDEX attachment_sends_held ON attachment_sends (held_epoch, changed_at) WHERE state = 'sent';

CREATE TABLE attachment_send_events (
  send_id INTEGER NOT NULL REFERENCES attachment_sends (id),
  seq INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('failed', 'set-aside', 'asked-again', 'put-back')),
  at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  times INTEGER NOT NULL,
  reason TEXT,
  PRIMARY KEY (send_id, seq)
) STRICT;

INSERT INTO attachment_sends (application_id, hash, kind, mime, bytes, sheet, created_at, changed_at)
SELECT application_id, hash, CASE WHEN sheet_kind IS NULL THEN 'file' ELSE 'sheet' END, mime, bytes,
  CASE WHEN sheet_kind IS NULL THEN NULL ELSE json_object('kind', sheet_kind, 'utility', sheet_utility,
    'version', sheet_version) END, at, at
FROM attachments;
INSERT INTO attachment_sends (application_id, hash, kind, mime, created_at, changed_at)
SELECT application_id, signature_hash, 'signature', 'image/png', confirmed_at, confirmed_at
FROM joint_checks WHERE application_id IS NOT NULL AND signature_hash IS NOT NULL AND confirmed_at IS NOT NULL
ON CONFLICT DO NOTHING;
`;
