/** Counts the saves of a draft (草稿), so that one page never writes over what another wrote meanwhile. */
export const draftVersions = `
ALTER TABLE drafts ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
`;
