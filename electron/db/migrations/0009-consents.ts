/** Files kept for the consent of a draft (代办同意的签名或扫描件) until an application takes them over as attachments. */
export const consents = `
CREATE TABLE consent_files (
  draft_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  mime TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  operator_id TEXT NOT NULL REFERENCES operators (id),
  at TEXT NOT NULL,
  PRIMARY KEY (draft_id, hash)
) STRICT;
CREATE INDEX consent_files_by_hash ON consent_files (hash);
`;
