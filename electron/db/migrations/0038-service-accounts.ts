/**
 * Service accounts: programs that use named commands of `hall`. Each has a row among the operators, as records name it;
 * its token is kept as a hash only, and an account is revoked once and never removed.
 */
export const serviceAccounts = `
CREATE TABLE service_accounts (
  operator_id TEXT PRIMARY KEY REFERENCES operators (id),
  may TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  made_by TEXT NOT NULL REFERENCES operators (id),
  made_at TEXT NOT NULL,
  revoked_by TEXT REFERENCES operators (id),
  revoked_at TEXT,
  CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
) STRICT;
CREATE TRIGGER service_accounts_revoke_once BEFORE UPDATE ON service_accounts WHEN OLD.revoked_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an account is revoked once'); END;
CREATE TRIGGER service_accounts_are_kept BEFORE DELETE ON service_accounts
BEGIN SELECT RAISE(ABORT, 'accounts are never removed'); END;
`;
