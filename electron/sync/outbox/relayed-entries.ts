import type { ExportedEntries } from "#shared/contract/centre/encrypted-export.ts";
import type { QuarantineCause } from "#shared/contract/centre/quarantine.ts";
import type { FailureReason, OutboxEntry, OutboxPort } from "#station/db/outbox-port.ts";

/** The result of an entry that is relayed for another station. */
export type RelayedEntry = OutboxEntry & {
  receipt: string | null;
  refusal: { failure: QuarantineCause; reason: FailureReason } | null;
};

/**
 * Entries of an encrypted file as the worker sees them, in memory only. The file is their store, and sending one
 * twice is harmless.
 */
export function relayPort(file: ExportedEntries): { port: OutboxPort; entries: RelayedEntry[] } {
  const entries = file.entries.map((entry): RelayedEntry => ({
    id: entry.key,
    key: entry.key,
    kind: entry.kind,
    applicationId: entry.applicationId,
    sequence: entry.sequence,
    payload: entry.payload,
    payloadHash: entry.payloadHash,
    state: entry.setAside ? "quarantined" : "waiting",
    attempts: 0,
    nextTryAt: null,
    receipt: null,
    refusal: null,
  }));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const byApplication = Map.groupBy(entries, (entry) => entry.applicationId);
  for (const own of byApplication.values()) own.sort((a, b) => a.sequence - b.sequence);
  const change = (id: string, to: Partial<RelayedEntry>): void => void Object.assign(byId.get(id) ?? {}, to);
  const heads = (): RelayedEntry[] =>
    [...byApplication.values()]
      .flatMap((own) => own.find((entry) => entry.state !== "sent") ?? [])
      .filter((entry) => entry.state !== "quarantined");
  const port: OutboxPort = {
    listDue: (now, limit) =>
      heads()
        .filter((entry) => entry.nextTryAt === null || entry.nextTryAt <= now)
        .sort((a, b) => a.attempts - b.attempts)
        .slice(0, limit)
        .map((entry) => ({ ...entry })),
    listFollowing({ applicationId, sequence }, limit, bytes) {
      let room = bytes;
      const later = (byApplication.get(applicationId) ?? []).filter((entry) => entry.sequence > sequence);
      const end = later.findIndex((entry) => {
        room -= Buffer.byteLength(entry.payload);
        return entry.state !== "waiting" || entry.attempts > 0 || room < 0;
      });
      return later.slice(0, Math.min(end === -1 ? later.length : end, limit)).map((entry) => ({ ...entry }));
    },
    together: (steps) => steps(),
    markSending: (id) => change(id, { state: "sending", attempts: (byId.get(id)?.attempts ?? 0) + 1 }),
    markSent: (id, receipt) => change(id, { state: "sent", receipt }),
    markWaiting: (id, _why, nextTryAt) => change(id, { state: "waiting", nextTryAt }),
    markBehind: (id) => change(id, { state: "waiting", nextTryAt: null }),
    quarantine: (id, failure, reason) => change(id, { state: "quarantined", refusal: { failure, reason } }),
    nextDueAt: () => null,
    countByState: () => ({
      waiting: 0,
      sending: 0,
      sent: 0,
      quarantined: 0,
      ...Object.fromEntries(
        [...Map.groupBy(entries, (entry) => entry.state)].map(([state, some]) => [state, some.length]),
      ),
    }),
    resetWaiting: () =>
      entries.filter((entry) => entry.state === "waiting").forEach((entry) => change(entry.id, { nextTryAt: null })),
  };
  return { port, entries };
}
