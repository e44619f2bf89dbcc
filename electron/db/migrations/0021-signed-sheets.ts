/**
 * A scan of a signed paper is bound to the version that was printed: which paper, of which utility, of which version
 * of the record; all null for a file that is no such scan.
 */
export const signedSheets = `
ALTER TABLE attachments ADD COLUMN sheet_kind TEXT;
ALTER TABLE attachments ADD COLUMN sheet_utility TEXT;
ALTER TABLE attachments ADD COLUMN sheet_version INTEGER;
`;
