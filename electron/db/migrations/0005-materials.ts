/**
 * Files kept with an application by the hash of their content, and its register of materials; every recorded list
 * stays.
 */
export const materials = `
CREATE TABLE attachments (
  application_id TEXT NOT NULL REFERENCES applications (id),
  hash TEXT NOT NULL,
  mime TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  name_sealed TEXT NOT NULL,
  operator_id TEXT NOT NULL REFERENCES operators (id),
  at TEXT NOT NULL,
  PRIMARY KEY (application_id, hash)
) STRICT;

CREATE TABLE materials (
  application_id TEXT NOT NULL REFERENCES applications (id),
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  operator_id TEXT NOT NULL REFERENCES operators (id),
  list_sealed TEXT NOT NULL,
  PRIMARY KEY (application_id, version)
) STRICT;
CREATE TRIGGER materials_are_insert_only_update BEFORE UPDATE ON materials BEGIN SELECT RAISE(ABORT, 'materials are insert only'); END;
CREATE TRIGGER materials_are_insert_only_delete BEFORE DELETE ON materials BEGIN SELECT RAISE(ABORT, 'materials are insert only'); END;
`;
