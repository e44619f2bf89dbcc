/** Finds the applications whose details were corrected: the search index holds them as they were taken in. */
export const corrections = `
CREATE INDEX acts_corrections ON acts (application_id) WHERE kind = 'details.corrected';
`;
