/** Names each store and counts its commits, so that a mark outside it can tell whether commits are missing. */
export const storeIdentity = `
CREATE TABLE store_identity (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  id TEXT NOT NULL,
  commits INTEGER NOT NULL
) STRICT;
`;
