/** The first layout of the hall's store. */
export const first = `
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE operators (
  id TEXT PRIMARY KEY,
  name_sealed TEXT NOT NULL,
  phone_sealed TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('clerk', 'supervisor')),
  organisation TEXT NOT NULL,
  pin_hash TEXT NOT NULL
) STRICT;

CREATE TABLE stations (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  prefix TEXT NOT NULL UNIQUE,
  kiosk_duty_operator_id TEXT NOT NULL REFERENCES operators (id)
) STRICT;

CREATE TABLE number_series (
  prefix TEXT NOT NULL,
  year INTEGER NOT NULL,
  last_serial INTEGER NOT NULL,
  PRIMARY KEY (prefix, year)
) STRICT;

CREATE TABLE profile_snapshots (
  hash TEXT PRIMARY KEY,
  profile_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  profile_id TEXT NOT NULL,
  body_sealed TEXT NOT NULL,
  operator_id TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;

CREATE TABLE applications (
  id TEXT PRIMARY KEY,
  intake_key TEXT NOT NULL UNIQUE,
  intake_hash TEXT NOT NULL,
  acceptance_number TEXT NOT NULL UNIQUE,
  profile_hash TEXT NOT NULL REFERENCES profile_snapshots (hash),
  profile_id TEXT NOT NULL,
  status TEXT NOT NULL,
  channel TEXT NOT NULL,
  accepted_at TEXT NOT NULL,
  accepted_on TEXT NOT NULL,
  station_id TEXT NOT NULL REFERENCES stations (id),
  duty_operator_id TEXT NOT NULL REFERENCES operators (id),
  utilities TEXT NOT NULL,
  route TEXT,
  content_sealed TEXT NOT NULL,
  decision_sealed TEXT NOT NULL,
  version INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX applications_accepted_on ON applications (accepted_on, accepted_at);

CREATE TABLE contacts (
  application_id TEXT NOT NULL REFERENCES applications (id),
  seq INTEGER NOT NULL,
  operator_id TEXT NOT NULL REFERENCES operators (id),
  station_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (application_id, seq)
) STRICT;

CREATE TABLE clock_events (
  application_id TEXT NOT NULL REFERENCES applications (id),
  event TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (application_id, event)
) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  station_id TEXT NOT NULL,
  verb TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER audit_is_insert_only_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is insert only'); END;
CREATE TRIGGER audit_is_insert_only_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is insert only'); END;

CREATE TABLE outbox_entries (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  application_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  payload_sealed TEXT NOT NULL,
  payload_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'quarantined')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_try_at TEXT,
  failure_class TEXT,
  reason TEXT,
  receipt TEXT,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  UNIQUE (application_id, sequence)
) STRICT;
CREATE INDEX outbox_entries_unsent ON outbox_entries (state, next_try_at) WHERE state <> 'sent';

CREATE TABLE print_jobs (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES applications (id),
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
CREATE INDEX print_jobs_application ON print_jobs (application_id);
CREATE INDEX print_jobs_open ON print_jobs (outcome) WHERE outcome IN ('queued', 'sending');

CREATE TABLE readings (
  seq INTEGER PRIMARY KEY,
  profile_id TEXT NOT NULL,
  ambiguity TEXT NOT NULL,
  reading TEXT NOT NULL,
  note TEXT NOT NULL,
  operator_id TEXT NOT NULL REFERENCES operators (id),
  at TEXT NOT NULL
) STRICT;
`;
