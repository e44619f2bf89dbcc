/** Keeps what is unsent in the order in which it is sent, so that a long queue is not sorted anew for each call. */
export const outboxTurn = `
CREATE INDEX outbox_entries_turn ON outbox_entries (attempts, created_at) WHERE state <> 'sent';
`;
