/**
 * The print ledger: two more outcomes, what is known of each sheet, its story, the printers of the hall, and their
 * test prints.
 */
export const printLedger = `
CREATE TABLE print_jobs_told (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  utility TEXT,
  copy INTEGER NOT NULL,
  record_version INTEGER NOT NULL,
  record_hash TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('queued', 'sending', 'sent', 'device-confirmed', 'person-confirmed', 'failed', 'unconfirmed')),
  reason TEXT,
  trouble TEXT,
  held TEXT CHECK (held IN ('waited', 'superseded')),
  released_at TEXT,
  document_hash TEXT,
  pages INTEGER,
  pages_out INTEGER,
  from_page INTEGER NOT NULL DEFAULT 1,
  printer_id TEXT,
  printer_name TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_try_at TEXT,
  confirmed_by TEXT,
  requested_by TEXT NOT NULL,
  why TEXT,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
INSERT INTO print_jobs_told (id, application_id, kind, utility, copy, record_version, record_hash, outcome,
  reason, attempts, requested_by, why, created_at, changed_at)
  SELECT id, application_id, kind, utility, copy, record_version, record_hash, outcome, reason,
    iif(outcome = 'queued', 0, 1), requested_by, why, created_at, changed_at FROM print_jobs ORDER BY rowid;
DROP TABLE print_jobs;
ALTER TABLE print_jobs_told RENAME TO print_jobs;
CREATE INDEX print_jobs_application ON print_jobs (application_id);
CREATE INDEX print_jobs_open ON print_jobs (outcome) WHERE outcome IN ('queued', 'sending');
CREATE TRIGGER print_jobs_have_a_subject BEFORE INSERT ON print_jobs
WHEN NOT EXISTS (SELECT 1 FROM applications WHERE id = NEW.application_id) AND NOT EXISTS (SELECT 1
  FROM receptions WHERE id = NEW.application_id)
BEGIN SELECT RAISE(ABORT, 'a print job belongs to an application or a reception'); END;

CREATE TABLE print_events (
  seq INTEGER PRIMARY KEY,
  job_id TEXT NOT NULL REFERENCES print_jobs (id),
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT,
  trouble TEXT,
  printer_id TEXT,
  printer_name TEXT,
  operator_id TEXT,
  note_sealed TEXT
) STRICT;
CREATE INDEX print_events_job ON print_events (job_id);
CREATE TRIGGER print_events_are_insert_only_update BEFORE UPDATE ON print_events BEGIN SELECT RAISE(ABORT,
  'print events are insert only'); END;
CREATE TRIGGER print_events_are_insert_only_delete BEFORE DELETE ON print_events BEGIN SELECT RAISE(ABORT,
  'print events are insert only'); END;
INSERT INTO print_events (job_id, at, what, outcome, reason) SELECT id, changed_at, 'result', outcome, reason
  FROM print_jobs WHERE outcome <> 'queued' ORDER BY changed_at, id;

CREATE TABLE printers (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('tray', 'ipp', 'escpos-tcp', 'device-file', 'cups-raw', 'windows-spooler')),
  address TEXT NOT NULL,
  options TEXT NOT NULL,
  retired_at TEXT
) STRICT;

CREATE TABLE printer_assignments (
  station_id TEXT NOT NULL REFERENCES stations (id),
  kind TEXT NOT NULL,
  printer_id TEXT NOT NULL,
  tray TEXT,
  PRIMARY KEY (station_id, kind)
) STRICT;

CREATE TABLE printer_tests (
  id TEXT PRIMARY KEY,
  printer_id TEXT NOT NULL,
  printer_name TEXT NOT NULL,
  station_id TEXT NOT NULL REFERENCES stations (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('queued', 'sending', 'sent', 'device-confirmed', 'failed', 'unconfirmed')),
  reason TEXT,
  trouble TEXT,
  document_hash TEXT,
  asked_by TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  passed INTEGER,
  answered_by TEXT,
  answered_at TEXT,
  note_sealed TEXT
) STRICT;
CREATE INDEX printer_tests_asked ON printer_tests (asked_at);
CREATE INDEX printer_tests_open ON printer_tests (outcome) WHERE outcome IN ('queued', 'sending');
`;
