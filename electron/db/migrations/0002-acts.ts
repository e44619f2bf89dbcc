/** Acts on an application after intake, insert only; each keeps the state of the case as it was after it. */
export const acts = `
CREATE TABLE acts (
  application_id TEXT NOT NULL REFERENCES applications (id),
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  operator_id TEXT NOT NULL REFERENCES operators (id),
  station_id TEXT NOT NULL,
  body_sealed TEXT NOT NULL,
  state_sealed TEXT NOT NULL,
  voucher_number TEXT UNIQUE,
  PRIMARY KEY (application_id, seq)
) STRICT;
CREATE TRIGGER acts_are_insert_only_update BEFORE UPDATE ON acts BEGIN SELECT RAISE(ABORT, 'acts are insert only'); END;
CREATE TRIGGER acts_are_insert_only_delete BEFORE DELETE ON acts BEGIN SELECT RAISE(ABORT, 'acts are insert only'); END;
`;
