/**
 * Rosters that the centre published (中心平台下发的名册): each version whole, the newest in force; and the absences
 * that this hall itself records of the people on them. Nothing is written over.
 */
export const centreRosters = `
CREATE TABLE centre_rosters (
  profile_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  body_sealed TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  PRIMARY KEY (profile_id, version)
) STRICT;
CREATE TRIGGER centre_rosters_are_kept BEFORE DELETE ON centre_rosters BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;

CREATE TABLE centre_absences (
  id TEXT PRIMARY KEY,
  specialist_id TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  recorded_by TEXT NOT NULL REFERENCES operators (id),
  recorded_at TEXT NOT NULL,
  ended_by TEXT REFERENCES operators (id),
  ended_at TEXT,
  CHECK ((ended_by IS NULL) = (ended_at IS NULL) AND (ended_at IS NULL OR ends_on IS NOT NULL))
) STRICT;
CREATE INDEX centre_absences_by_specialist ON centre_absences (specialist_id, starts_on);
CREATE TRIGGER centre_absences_end_once BEFORE UPDATE ON centre_absences WHEN OLD.ended_at IS NOT NULL
  OR NEW.ended_at IS NULL OR NEW.starts_on <> OLD.starts_on OR NEW.specialist_id IS NOT OLD.specialist_id
BEGIN SELECT RAISE(ABORT, 'an entry is ended once and otherwise kept as it is'); END;
CREATE TRIGGER centre_absences_are_kept BEFORE DELETE ON centre_absences BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
`;
