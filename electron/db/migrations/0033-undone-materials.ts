/**
 * A register of materials that gave way to another window's stays as it is and counts no more, as an act does: two
 * windows may each record the same version of one application.
 */
export const undoneMaterials = `
CREATE TABLE materials_kept (
  application_id TEXT NOT NULL REFERENCES applications (id),
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  operator_id TEXT NOT NULL REFERENCES operators (id),
  list_sealed TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (application_id, version, undone)
) STRICT;
INSERT INTO materials_kept (application_id, version, at, operator_id, list_sealed) SELECT application_id,
  version, at, operator_id, list_sealed FROM materials ORDER BY rowid;
DROP TABLE materials;
ALTER TABLE materials_kept RENAME TO materials;
CREATE TRIGGER materials_are_insert_only_update BEFORE UPDATE ON materials
WHEN OLD.undone <> 0 OR NEW.undone = 0 OR NEW.application_id <> OLD.application_id OR NEW.version <> OLD.version
  OR NEW.at <> OLD.at OR NEW.operator_id <> OLD.operator_id OR NEW.list_sealed <> OLD.list_sealed
BEGIN SELECT RAISE(ABORT, 'materials are insert only'); END;
CREATE TRIGGER materials_are_insert_only_delete BEFORE DELETE ON materials BEGIN SELECT RAISE(ABORT, 'materials are insert only'); END;
`;
