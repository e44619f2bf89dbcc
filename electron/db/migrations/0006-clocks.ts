/** The desk's clocks: warnings raised once, open cases by an index, and paper forms printed for an outage. */
export const clocks = `
CREATE TABLE clock_warnings (
  application_id TEXT NOT NULL REFERENCES applications (id),
  clock TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('due-soon', 'due-today', 'overdue')),
  due_at TEXT NOT NULL,
  raised_at TEXT NOT NULL,
  acknowledged_by TEXT REFERENCES operators (id),
  acknowledged_at TEXT,
  PRIMARY KEY (application_id, clock, level)
) STRICT;
CREATE INDEX clock_warnings_open ON clock_warnings (raised_at) WHERE acknowledged_at IS NULL;
CREATE INDEX applications_open ON applications (duty_operator_id, accepted_at) WHERE status NOT IN ('closed', 'refused', 'withdrawn');

CREATE TABLE paper_forms (
  number TEXT PRIMARY KEY,
  profile_id TEXT NOT NULL,
  profile_hash TEXT NOT NULL REFERENCES profile_snapshots (hash),
  station_id TEXT NOT NULL REFERENCES stations (id),
  state TEXT NOT NULL CHECK (state IN ('unused', 'used', 'spoiled')),
  printed_at TEXT NOT NULL,
  printed_by TEXT NOT NULL REFERENCES operators (id),
  application_id TEXT UNIQUE REFERENCES applications (id),
  changed_at TEXT,
  why TEXT,
  CHECK ((state = 'used') = (application_id IS NOT NULL))
) STRICT;
CREATE INDEX paper_forms_state ON paper_forms (state, printed_at);
`;
