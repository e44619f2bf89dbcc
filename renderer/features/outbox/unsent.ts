import type { OutboxView } from "#shared/contract/outbox-calls.ts";

/** What has not reached the centre, records and files together: how much waits, and how much was set aside; nothing while it is not known. */
export const unsentOf = (view: OutboxView | null): { waiting: number; aside: number } => ({
  waiting: (view?.waiting ?? 0) + (view?.attachments.waiting ?? 0),
  aside: (view?.quarantined ?? 0) + (view?.attachments.setAside ?? 0),
});

/** The same by what it is: how many records, and how many files. */
export const unsentByKind = (view: OutboxView | null): { records: number; files: number } => ({
  records: (view?.waiting ?? 0) + (view?.quarantined ?? 0),
  files: (view?.attachments.waiting ?? 0) + (view?.attachments.setAside ?? 0),
});
