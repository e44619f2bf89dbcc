import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { proveNetwork } from "../proof/network-figures.ts";
import { networkFaults } from "../proof/network-faults.ts";
import type { Plant } from "../proof/network.ts";

const SEEDS = process.env["LIANDONG_FAULTS"] === "full" ? 1_000 : 6;
const PLANTED_SEEDS = 12;

describe("a network that goes wrong between a station and the centre", () => {
  it.each(Object.keys(networkFaults))("rows 59-62: after %s every entry arrives once, in order, and the station knows it", { timeout: 1_800_000 }, async (kind) => {
    const runs = await proveNetwork(kind, SEEDS);
    expect(runs.filter((run) => run.wrong.length > 0)).toEqual([]);
    expect(runs).toHaveLength(SEEDS);
    // The proof is about something: every seed had faults in its way, and something to send.
    expect(Math.min(...runs.map((run) => run.struck))).toBeGreaterThan(0);
    expect(Math.min(...runs.map((run) => run.entries))).toBeGreaterThan(0);
  });
});

const FAR = "2099-01-01T00:00:00.000Z";
const plants: Record<string, { plant: Plant; shows: RegExp }> = {
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
  "takes a failure for a receipt": { plant: (port) => ({ ...port, markWaiting: (id, _class, _reason, _next, now) => port.markSent(id, "R-00000001", now) }), shows: /^lost|^another receipt/ },
  "makes a new key for each try": { plant: (port) => ({ ...port, listDue: (now, limit) => port.listDue(now, limit).map((entry) => ({ ...entry, key: randomUUID() })) }), shows: /^doubled|^lost/ },
  "sends a later entry first": { plant: (port) => ({ ...port, listDue: (now, limit) => port.listDue(now, limit).map((head) => port.listFollowing(head, 99, 1e9).at(-1) ?? head), listFollowing: () => [] }), shows: /^out of order/ },
  "never comes back to an entry that failed": { plant: (port) => ({ ...port, markWaiting: (id, failure, reason, _next, now) => port.markWaiting(id, failure, reason, FAR, now), resetWaiting: () => undefined }), shows: /^stuck|^not arrived/ },
};

describe("the proof notices a station that", () => {
  it.each(Object.entries(plants))("%s", { timeout: 300_000 }, async (_what, { plant, shows }) => {
    const runs = await proveNetwork("mixed", PLANTED_SEEDS, plant);
    expect(runs.flatMap((run) => run.wrong).filter((wrong) => shows.test(wrong))).not.toEqual([]);
  });
});
