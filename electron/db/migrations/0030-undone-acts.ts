/**
 * An act that gave way to another window's stays as it is and counts no more: that it was undone is the one thing
 * that is ever noted of it, once.
 */
export const undoneActs = `
CREATE TABLE acts_kept (
  application_id TEXT NOT NULL REFERENCES applications (id),
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  operator_id TEXT NOT NULL REFERENCES operators (id),
  station_id TEXT NOT NULL,
  body_sealed TEXT NOT NULL,
  state_sealed TEXT NOT NULL,
  voucher_number TEXT UNIQUE,
  undone INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (application_id, seq, undone)
) STRICT;
INSERT INTO acts_kept (application_id, seq, kind, at, operator_id, station_id, body_sealed, state_sealed, voucher_number)
  SELECT application_id, seq, kind, at, operator_id, station_id, body_sealed, state_sealed, voucher_number FROM acts ORDER BY rowid;
DROP TABLE acts;
ALTER TABLE acts_kept RENAME TO acts;
CREATE INDEX acts_corrections ON acts (application_id) WHERE kind = 'details.corrected';
CREATE TRIGGER acts_are_insert_only_update BEFORE UPDATE ON acts
WHEN OLD.undone <> 0 OR NEW.undone = 0 OR NEW.application_id <> OLD.application_id OR NEW.seq <> OLD.seq
  OR NEW.kind <> OLD.kind OR NEW.at <> OLD.at OR NEW.operator_id <> OLD.operator_id
  OR NEW.station_id <> OLD.station_id OR NEW.body_sealed <> OLD.body_sealed
    OR NEW.state_sealed <> OLD.state_sealed OR NEW.voucher_number IS NOT OLD.voucher_number
BEGIN SELECT RAISE(ABORT, 'acts are insert only'); END;
CREATE TRIGGER acts_are_insert_only_delete BEFORE DELETE ON acts BEGIN SELECT RAISE(ABORT, 'acts are insert only'); END;
`;
