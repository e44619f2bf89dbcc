import { describe, expect, it } from "vitest";
import { proveThermal, type ThermalRun } from "#test/proof/thermal.ts";

const COUNT = process.env["LIANDONG_FAULTS"] === "full" ? 5_000 : 150;
/** Faults that keep no slip from coming. */
const HARMLESS = ["none", "near-end", "never-closes"];

const openSockets = (): number => process.getActiveResourcesInfo().filter((one) => one === "TCPSocketWrap").length;

describe("a slip printer that goes wrong", () => {
  it("row 37: no slip comes twice unnoticed, none is confirmed that is incomplete, none is on another's paper", async () => {
    const before = openSockets();
    const runs: ThermalRun[] = [];
    for await (const run of proveThermal(1, COUNT, false)) runs.push(run);
    expect(runs.filter((run) => run.wrong.length > 0)).toEqual([]);
    // The proof is about something: faults of many kinds struck, every kind of outcome came, and a printer in order is believed; on a busy
    // machine a wait may run out, which costs a question to a person and no more.
    expect(new Set(runs.map((run) => run.fault)).size).toBeGreaterThan(12);
    expect(new Set(runs.map((run) => run.outcome)).size).toBe(4);
    const asked = runs.filter((run) => run.proof !== "real-time");
    const harmless = asked.filter((run) => HARMLESS.includes(run.fault));
    expect(harmless.filter((run) => run.outcome === "device-confirmed").length).toBeGreaterThan(harmless.length * 0.8);
    expect(asked.filter((run) => run.next === "device-confirmed").length).toBeGreaterThan(asked.length * 0.8);
    await expect.poll(openSockets).toBe(before);
  }, 900_000);
});
