/** What was looked up in the centre's register (登记信息), to be at hand without a network; the last thousands of them. */
export const registerEntries = `
CREATE TABLE register_entries (
  kind TEXT NOT NULL CHECK (kind IN ('company', 'project')),
  code TEXT NOT NULL,
  body_sealed TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  PRIMARY KEY (kind, code)
) STRICT;
CREATE INDEX register_entries_by_age ON register_entries (asked_at);
`;
