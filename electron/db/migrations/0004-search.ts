/**
 * The search index. `application_search` keeps no text, only hashed terms by row; `search_rows` says whose row it is. Applications of
 * earlier versions are indexed when the hall opens, because their terms are read by the rules of their own profile.
 */
export const search = `
CREATE TABLE search_rows (
  seq INTEGER PRIMARY KEY,
  application_id BLOB NOT NULL
) STRICT;
CREATE VIRTUAL TABLE application_search USING fts5 (terms, content='', contentless_delete=1, detail=none, tokenize='ascii');
INSERT INTO application_search (application_search, rank) VALUES ('automerge', 8);
`;
