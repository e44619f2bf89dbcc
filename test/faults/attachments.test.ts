import { describe, expect, it } from "vitest";
import type { AttachmentPlant } from "#test/proof/attachments.ts";
import { proveAttachments } from "#test/proof/attachment-figures.ts";
import { networkFaults } from "#test/proof/network-faults.ts";

const SEEDS = process.env["LIANDONG_FAULTS"] === "full" ? 200 : 4;
const PLANTED_SEEDS = 6;

describe("a network that goes wrong while files travel to the centre", () => {
  it.each(Object.keys(networkFaults))(
    "row 63: after %s every file arrives once, byte for byte, and the station knows it",
    { timeout: 1_800_000 },
    async (kind) => {
      const runs = await proveAttachments(kind, SEEDS);
      expect(runs.filter((run) => run.wrong.length > 0)).toEqual([]);
      expect(runs).toHaveLength(SEEDS);
      expect(Math.min(...runs.map((run) => run.struck))).toBeGreaterThan(0);
    },
  );
});

const plants: Record<string, { plant: AttachmentPlant; shows: RegExp }> = {
  "calls a file sent when an attempt was begun": {
    plant: (port) => ({
      ...port,
      markSending: (id, now) => (port.markSending(id, now), port.markSent(id, "R-00000001", now)),
    }),
    shows: /^lost|^another receipt/,
  },
  "never tries again": {
    plant: (port) => ({
      ...port,
      resetWaiting: () => undefined,
      markWaiting: (id, reason, next, now) =>
        port.markWaiting(id, reason, { ...next, nextTryAt: "2099-01-01T00:00:00.000Z" }, now),
    }),
    shows: /^stuck|^not arrived/,
  },
  "quarantines what it should try again": {
    plant: (port) => ({ ...port, markWaiting: (id, reason, _next, now) => port.quarantined(id, reason, now) }),
    shows: /^not arrived|^stuck/,
  },
};

describe("the proof notices a station that", () => {
  it.each(Object.entries(plants))("%s", { timeout: 300_000 }, async (_what, { plant, shows }) => {
    const runs = await proveAttachments("mixed", PLANTED_SEEDS, plant);
    expect(runs.flatMap((run) => run.wrong).filter((wrong) => shows.test(wrong))).not.toEqual([]);
  });
});
