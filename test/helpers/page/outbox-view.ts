import type { OutboxLine, OutboxView } from "#shared/contract/outbox.ts";

/** An acceptance that waits to be sent. */
export const entryOf = (changes: Partial<OutboxLine> = {}): OutboxLine => ({
  id: "e1",
  kind: "application.accepted",
  applicationId: "a1",
  acceptanceNumber: "YH-20261121-0001",
  state: "waiting",
  replaced: false,
  conflict: false,
  attempts: 0,
  createdAt: "2026-11-21T01:00:00.000Z",
  changedAt: "2026-11-21T01:00:00.000Z",
  nextTryAt: null,
  reason: null,
  next: null,
  receipt: null,
  ...changes,
});

/** An outbox with these entries, counted. */
export const outboxOf = (entries: OutboxLine[], changes: Partial<OutboxView> = {}): OutboxView => ({
  waiting: entries.filter((entry) => entry.state === "waiting" || entry.state === "sending").length,
  sent: entries.filter((entry) => entry.state === "sent").length,
  quarantined: entries.filter((entry) => entry.state === "quarantined").length,
  pause: null,
  entries,
  attachments: { waiting: 0, sent: 0, quarantined: 0, lines: [] },
  ...changes,
});
