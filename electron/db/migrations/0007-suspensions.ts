/** Steps against a utility that broke a promise (责令限期整改、约谈、暂停); a step is closed once and never changed otherwise. */
export const suspensions = `
CREATE TABLE suspensions (
  id TEXT PRIMARY KEY,
  profile_id TEXT NOT NULL,
  utility TEXT NOT NULL,
  step TEXT NOT NULL CHECK (step IN ('rectification-order', 'talk', 'suspension')),
  order_number TEXT NOT NULL,
  from_on TEXT NOT NULL,
  months INTEGER CHECK ((step = 'suspension') = (months IS NOT NULL)),
  note TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES operators (id),
  recorded_at TEXT NOT NULL,
  rectified_on TEXT,
  lifted_by TEXT REFERENCES operators (id),
  lifted_at TEXT,
  lifted_document TEXT,
  CHECK ((rectified_on IS NULL) = (lifted_by IS NULL) AND (lifted_by IS NULL) = (lifted_at IS NULL)
    AND (lifted_at IS NULL) = (lifted_document IS NULL))
) STRICT;
CREATE INDEX suspensions_by_utility ON suspensions (profile_id, utility);
CREATE TRIGGER suspensions_close_once BEFORE UPDATE ON suspensions WHEN OLD.rectified_on IS NOT NULL
  OR NEW.from_on <> OLD.from_on OR NEW.order_number <> OLD.order_number OR NEW.step <> OLD.step
  OR NEW.utility <> OLD.utility
BEGIN SELECT RAISE(ABORT, 'a step is closed once and otherwise kept as it is'); END;
CREATE TRIGGER suspensions_are_kept BEFORE DELETE ON suspensions BEGIN SELECT RAISE(ABORT, 'steps are never removed'); END;
`;
