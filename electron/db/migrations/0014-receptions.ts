/**
 * Visits without an acceptance number, received or refused (收件、不予受理), insert only. Their vouchers are printed like every other paper,
 * so a print job's subject may be one of them: the table of jobs is copied row by row into one whose subject is checked by a trigger.
 */
export const receptions = `
CREATE TABLE receptions (
  id TEXT PRIMARY KEY,
  draft_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('received', 'refused')),
  number TEXT NOT NULL UNIQUE,
  input_hash TEXT NOT NULL,
  profile_hash TEXT NOT NULL REFERENCES profile_snapshots (hash),
  profile_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  at TEXT NOT NULL,
  on_day TEXT NOT NULL,
  station_id TEXT NOT NULL REFERENCES stations (id),
  operator_id TEXT NOT NULL REFERENCES operators (id),
  content_sealed TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (draft_id, kind, input_hash)
) STRICT;
CREATE UNIQUE INDEX receptions_refused_once ON receptions (draft_id) WHERE kind = 'refused';
CREATE INDEX receptions_by_day ON receptions (on_day, at);
CREATE TRIGGER receptions_are_insert_only_update BEFORE UPDATE ON receptions BEGIN SELECT RAISE(ABORT, 'receptions are insert only'); END;
CREATE TRIGGER receptions_are_insert_only_delete BEFORE DELETE ON receptions BEGIN SELECT RAISE(ABORT, 'receptions are insert only'); END;

CREATE TABLE print_jobs_of_all (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  utility TEXT,
  copy INTEGER NOT NULL,
  record_version INTEGER NOT NULL,
  record_hash TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('queued', 'sending', 'sent', 'person-confirmed', 'failed', 'unconfirmed')),
  reason TEXT,
  requested_by TEXT NOT NULL,
  why TEXT,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
INSERT INTO print_jobs_of_all (id, application_id, kind, utility, copy, record_version, record_hash, outcome,
  reason, requested_by, why, created_at, changed_at)
  SELECT id, application_id, kind, utility, copy, record_version, record_hash, outcome, reason, requested_by,
    why, created_at, changed_at FROM print_jobs ORDER BY rowid;
DROP TABLE print_jobs;
ALTER TABLE print_jobs_of_all RENAME TO print_jobs;
CREATE INDEX print_jobs_application ON print_jobs (application_id);
CREATE INDEX print_jobs_open ON print_jobs (outcome) WHERE outcome IN ('queued', 'sending');
CREATE TRIGGER print_jobs_have_a_subject BEFORE INSERT ON print_jobs
WHEN NOT EXISTS (SELECT 1 FROM applications WHERE id = NEW.application_id) AND NOT EXISTS (SELECT 1
  FROM receptions WHERE id = NEW.application_id)
BEGIN SELECT RAISE(ABORT, 'a print job belongs to an application or a reception'); END;
`;
