/**
 * The roster (名册): shared clerks' authority per utility, specialists with their absences, and whose window this is.
 * An entry is ended once, with a day, and never removed.
 */
const written = `recorded_by TEXT NOT NULL REFERENCES operators (id),
  recorded_at TEXT NOT NULL,
  ended_by TEXT REFERENCES operators (id),
  ended_at TEXT,
  CHECK ((ended_by IS NULL) = (ended_at IS NULL) AND (ended_at IS NULL OR ends_on IS NOT NULL))`;

const kept = (table: string, fixed: string[]): string => `
CREATE TRIGGER ${table}_end_once BEFORE UPDATE ON ${table} WHEN OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL
  OR NEW.starts_on <> OLD.starts_on${fixed.map((column) => ` OR NEW.${column} IS NOT OLD.${column}`).join("")}
BEGIN SELECT RAISE(ABORT, 'an entry is ended once and otherwise kept as it is'); END;
CREATE TRIGGER ${table}_are_kept BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;`;

/** Who may take in what, who stands in for whom, and what was sent to whom (授权、专员、排班). */
export const roster = `
CREATE TABLE authorities (
  id TEXT PRIMARY KEY,
  profile_id TEXT NOT NULL,
  utility TEXT NOT NULL,
  operator_id TEXT NOT NULL REFERENCES operators (id),
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  ${written}
) STRICT;
CREATE INDEX authorities_by_profile ON authorities (profile_id, starts_on);
${kept("authorities", ["profile_id", "utility", "operator_id"])}

CREATE TABLE specialists (
  id TEXT PRIMARY KEY,
  profile_id TEXT NOT NULL,
  utility TEXT NOT NULL,
  duty TEXT NOT NULL CHECK (duty IN ('specialist', 'stand-in')),
  operator_id TEXT REFERENCES operators (id),
  name_sealed TEXT NOT NULL,
  phone_sealed TEXT,
  organisation TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  ${written}
) STRICT;
CREATE INDEX specialists_by_profile ON specialists (profile_id, starts_on);
${kept("specialists", ["profile_id", "utility", "duty", "operator_id", "name_sealed", "phone_sealed", "organisation"])}

CREATE TABLE absences (
  id TEXT PRIMARY KEY,
  specialist_id TEXT NOT NULL REFERENCES specialists (id),
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  ${written}
) STRICT;
CREATE INDEX absences_by_specialist ON absences (specialist_id, starts_on);
${kept("absences", ["specialist_id"])}

ALTER TABLE stations ADD COLUMN organisation TEXT;
`;
