/** A print job may also wait because its visitor left the kiosk: the check of the column takes one more word. */
export const visitEnded = `
ALTER TABLE print_jobs ADD COLUMN pause_now TEXT CHECK (pause_now IN ('waited', 'superseded', 'visit-ended'));
UPDATE print_jobs SET pause_now = pause WHERE pause IS NOT NULL;
ALTER TABLE print_jobs DROP COLUMN pause;
ALTER TABLE print_jobs RENAME COLUMN pause_now TO pause;
`;
