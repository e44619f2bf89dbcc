import type { Now } from "#shared/time/instant.ts";
import type { DueEntry, OutboxEntry, OutboxPort } from "#station/db/outbox-port.ts";

/** Payload of one batch in UTF-8 bytes; a larger record travels alone. Well below what the centre and the proxies of halls take. */
const BATCH_BYTES = 1_000_000;

const bytesOf = (entry: OutboxEntry): number => Buffer.byteLength(entry.payload);

/** Hands out what is due, call by call. */
export type CallQueue = {
  /** The entries of the next call, at most so many; null when nothing is due that is not under way. */
  take: (max: number) => OutboxEntry[] | null;
  /** Call it once the results of a call are applied. */
  release: (entries: readonly OutboxEntry[]) => void;
};

/**
 * Makes the queue of one pass; `listed` is how many applications are read at once, while the counter waits. An
 * application is in one call at a time. A record that was tried before goes alone, so that it cannot block others
 * twice.
 */
export function createCallQueue(port: OutboxPort, now: Now, listed: () => number): CallQueue {
  let heads: DueEntry[] = [];
  const underWay = new Set<string>();

  const refill = (): void => {
    heads = port.listDue(now(), listed()).filter((entry) => !underWay.has(entry.applicationId));
  };

  const fill = (first: DueEntry, max: number): OutboxEntry[] => {
    const entries: OutboxEntry[] = [];
    let room = BATCH_BYTES;
    for (let head: DueEntry | undefined = first; head !== undefined; head = heads.shift()) {
      entries.push(head);
      room -= bytesOf(head);
      for (const next of head.followed === false ? [] : port.listFollowing(head, max - entries.length, room)) {
        entries.push(next);
        room -= bytesOf(next);
      }
      const [after] = heads;
      if (after === undefined || after.attempts > 0 || entries.length >= max || bytesOf(after) > room) break;
    }
    return entries;
  };

  return {
    take(max) {
      if (heads.length === 0) refill();
      const first = heads.shift();
      if (first === undefined) return null;
      const entries = max > 1 && first.attempts === 0 ? fill(first, max) : [first];
      for (const entry of entries) underWay.add(entry.applicationId);
      return entries;
    },
    release(entries) {
      for (const entry of entries) underWay.delete(entry.applicationId);
    },
  };
}
