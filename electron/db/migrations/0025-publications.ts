/**
 * What the centre published to this hall (发布件): rules, calendars and rosters, what became of each and why. A text
 * is kept only while it is not in its place.
 */
export const publications = `
CREATE TABLE publications (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  item TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'offered' CHECK (state IN ('offered', 'waiting', 'in-force', 'replaced', 'set-aside')),
  text_sealed TEXT,
  applies_on TEXT,
  reason TEXT,
  told_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  CHECK ((state = 'set-aside') = (reason IS NOT NULL)),
  CHECK (state <> 'waiting' OR (text_sealed IS NOT NULL AND applies_on IS NOT NULL))
) STRICT;
CREATE INDEX publications_by_state ON publications (state, told_at);
CREATE INDEX publications_by_name ON publications (kind, name, version);
`;
