import { randomUUID } from "node:crypto";
import type { Plant } from "#test/proof/network.ts";

const FAR = "2099-01-01T00:00:00.000Z";
/** Faults to plant in a station, and what a proof must say of each. */
export const outboxPlants: Record<string, { plant: Plant; shows: RegExp }> = {
  "calls an entry sent before the centre answered": {
    plant: (port) => ({
      ...port,
      markSending(id, now) {
        port.markSending(id, now);
        port.markSent(id, "R-00000001", now);
      },
    }),
    shows: /^lost|^another receipt/,
  },
  "takes a failure for a receipt": {
    plant: (port) => ({
      ...port,
      markWaiting: (id, _why, _next, now) => port.markSent(id, "R-00000001", now),
    }),
    shows: /^lost|^another receipt/,
  },
  "makes a new key for each try": {
    plant: (port) => ({
      ...port,
      listDue: (now, limit) => port.listDue(now, limit).map((entry) => ({ ...entry, key: randomUUID() })),
    }),
    shows: /^doubled|^lost/,
  },
  "sends a later entry first": {
    plant: (port) => ({
      ...port,
      listDue: (now, limit) => port.listDue(now, limit).map((head) => port.listFollowing(head, 99, 1e9).at(-1) ?? head),
      listFollowing: () => [],
    }),
    shows: /^out of order/,
  },
  "never comes back to an entry that failed": {
    plant: (port) => ({
      ...port,
      markWaiting: (id, why, _next, now) => port.markWaiting(id, why, FAR, now),
      resetWaiting: () => undefined,
    }),
    shows: /^stuck|^not arrived/,
  },
};
