/** Joint checks with the applicant before acceptance; what was shown is dropped once an application holds it. */
export const jointChecks = `
CREATE TABLE joint_checks (
  id TEXT PRIMARY KEY,
  draft_id TEXT NOT NULL,
  application_id TEXT UNIQUE REFERENCES applications (id),
  profile_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  body_sealed TEXT,
  shown INTEGER NOT NULL CHECK (shown IN (0, 1)),
  operator_id TEXT NOT NULL REFERENCES operators (id),
  station_id TEXT NOT NULL,
  started_at TEXT NOT NULL,
  pointed TEXT NOT NULL,
  lapsed_at TEXT,
  confirmed_at TEXT,
  confirmer_sealed TEXT,
  signature_hash TEXT
) STRICT;
CREATE INDEX joint_checks_draft ON joint_checks (draft_id);
CREATE INDEX joint_checks_shown ON joint_checks (shown) WHERE shown = 1;
`;
