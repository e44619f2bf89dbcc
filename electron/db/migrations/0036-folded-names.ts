/**
 * Names are folded further: radicals, compatibility signs and every dot of a name. What was folded before is made again
 * from the applications when the hall opens: the segments of the search and the keys of a case.
 */
export const foldedNames = `
DELETE FROM search_chunks;
DELETE FROM search_segments;
DELETE FROM case_keys;
INSERT INTO settings (key, value) VALUES ('duplicate.filledTo', '0') ON CONFLICT (key) DO UPDATE SET value = excluded.value;
`;
