/**
 * Numbers are looked up by four signs together: the segments before this are made again from the applications when
 * the hall opens.
 */
export const numberTerms = `
DELETE FROM search_chunks;
DELETE FROM search_segments;
`;
