/**
 * Search by segments (`electron/search/`): each says for a run of applications, by rowid, which of them have a term, as keyed hashes; rows
 * above the last segment are looked at one by one. Equal keys of a case (applicant or credit code, and address) mark likely duplicates.
 * What the index before this one held is made again from the applications when the hall opens. The audit is read by its subject.
 */
export const speed = `
DROP TABLE application_search;
DROP TABLE search_rows;
DELETE FROM settings WHERE key = 'search.filledTo';
CREATE TABLE search_segments (
  id INTEGER PRIMARY KEY,
  first_row INTEGER NOT NULL UNIQUE,
  row_count INTEGER NOT NULL,
  directory BLOB NOT NULL
) STRICT;
CREATE TABLE search_chunks (place INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE case_keys (
  key INTEGER NOT NULL,
  application_row INTEGER NOT NULL,
  PRIMARY KEY (key, application_row)
) STRICT, WITHOUT ROWID;
INSERT INTO settings (key, value) VALUES ('duplicate.filledTo', '0') ON CONFLICT (key) DO UPDATE SET value = excluded.value;
CREATE INDEX audit_by_subject ON audit (subject);
`;
