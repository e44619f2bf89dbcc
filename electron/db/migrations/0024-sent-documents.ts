/**
 * Each handing over keeps the hash of what went out: a job that was tried again at a later version knew only its
 * last.
 */
export const sentDocuments = `
ALTER TABLE print_events ADD COLUMN document_hash TEXT;
CREATE INDEX print_events_document ON print_events (document_hash) WHERE document_hash IS NOT NULL;
`;
