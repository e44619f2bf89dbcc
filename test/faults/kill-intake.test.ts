import { cpSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { jsonOf, ownFolder, runStationCommand, type CliRun } from "#test/helpers/cli.ts";
import { makeHall } from "#test/helpers/cli-account.ts";
import { readKeyState } from "#test/helpers/hall-state.ts";
import { goodIntake, writeInput } from "#test/helpers/intake-sample.ts";
import { countCalls, killAt, needStrace, underStrace } from "#test/helpers/strace.ts";

/**
 * `LIANDONG_FAULTS=full npm test -- test/faults` kills at every step; by default at every flush, rename and removal,
 * and some of the writes.
 */
const FULL = process.env["LIANDONG_FAULTS"] === "full";
const KEY = "0192f0c1-7a3e-4000-8000-00000000beef";
/** Every call by which an intake changes the disk or reports it; SQLite makes them all on the main thread. */
const CALLS = ["pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "rename", "write"];

let base = "";
let file = "";
let counts: Record<string, number> = {};
let fresh: Record<string, number> = {};

/** From 1 to `count`: all of them in a full run, else at most `few`, spread out, the first and the last always. */
function steps(count: number, few: number): number[] {
  const all = Array.from({ length: count }, (_, i) => i + 1);
  if (FULL || count <= few) return all;
  return [...new Set(Array.from({ length: few }, (_, i) => 1 + Math.round((i * (count - 1)) / (few - 1))))];
}

const pointsOf = (calls: Record<string, number>, few: (call: string) => number): { call: string; nth: number }[] =>
  Object.entries(calls).flatMap(([call, count]) => steps(count, few(call)).map((nth) => ({ call, nth })));

const intake = (dir: string, before: string[] = []): Promise<CliRun> =>
  runStationCommand(["intake", file, "--data", dir], { before });

/** A command that begins a hall in an empty folder, and then finds no centre at the address. */
const begin = (dir: string, before: string[]): Promise<CliRun> =>
  runStationCommand(["enrol", "--centre", "http://127.0.0.1:1", "--data", dir], { before, input: "x\n" });

/** Two at once: the machine of the tests has at least two cores, and most of the time goes into starting. */
async function forEachPoint<T>(points: T[], act: (point: T) => Promise<void>): Promise<void> {
  const waiting = [...points];
  const work = async (): Promise<void> => {
    for (let point = waiting.shift(); point !== undefined; point = waiting.shift()) await act(point);
  };
  await Promise.all([work(), work()]);
}

function copyOf(dir: string): string {
  const copy = ownFolder();
  cpSync(dir, copy, { recursive: true });
  return copy;
}

const NONE = { applications: 0, acceptanceNumber: null, contacts: 0, audits: 0, entries: 0, printJobs: [] };
const ONE = {
  applications: 1,
  contacts: 1,
  clockEvents: 2,
  audits: 1,
  entries: 1,
  entryState: "waiting",
  printJobs: ["queued", "queued", "queued", "queued"],
};

/** After a strike: all of it or nothing; the same key again gives one record with one number, and the number after it follows on. */
async function expectAllOrNothing(dir: string, before: number): Promise<"all" | "nothing"> {
  const state = readKeyState(dir, KEY);
  const kept = state !== null && state.applications === 1;
  if (state !== null)
    expect(state).toMatchObject(
      kept ? { ...ONE, lastSerial: before + 1, total: before + 1 } : { ...NONE, lastSerial: before, total: before },
    );
  const again = await intake(dir);
  expect(again.code, again.err).toBe(0);
  const after = readKeyState(dir, KEY);
  expect(after).toMatchObject({
    ...ONE,
    lastSerial: before + 1,
    total: before + 1,
    acceptanceNumber: jsonOf(again)["acceptanceNumber"],
  });
  if (kept) expect(after?.acceptanceNumber).toBe(state.acceptanceNumber);
  return kept ? "all" : "nothing";
}

beforeAll(async () => {
  needStrace();
  file = writeInput(ownFolder(), { ...goodIntake(), key: KEY });
  base = await makeHall(ownFolder());
  expect((await runStationCommand(["intake", writeInput(ownFolder(), goodIntake()), "--data", base])).code).toBe(0);
  const counted = await countCalls(CALLS, (before) => intake(copyOf(base), before));
  expect(counted.run.code).toBe(0);
  counts = counted.counts;
  fresh = (await countCalls(CALLS, (before) => begin(ownFolder(), before))).counts;
});

describe("an intake that is killed", () => {
  it("at any step leaves one record with one number, or none, and repeats to one", { timeout: 900_000 }, async () => {
    // Were these calls not the ones that SQLite makes here, the test would prove nothing.
    expect(counts["pwrite64"]).toBeGreaterThan(20);
    expect((counts["fsync"] ?? 0) + (counts["fdatasync"] ?? 0)).toBeGreaterThan(1);
    const seen = { all: 0, nothing: 0, killed: 0 };
    await forEachPoint(
      pointsOf(counts, (call) => (call === "pwrite64" ? 12 : 4)),
      async ({ call, nth }) => {
        const dir = copyOf(base);
        const run = await killAt({ call, nth }, (before) => intake(dir, before));
        if (run.code !== 0) seen.killed += 1;
        seen[await expectAllOrNothing(dir, 1)] += 1;
      },
    );
    expect(seen.killed).toBeGreaterThan(10);
    expect(seen.all).toBeGreaterThan(0);
    expect(seen.nothing).toBeGreaterThan(0);
  });

  it(
    "while the very first hall is being made leaves a folder that opens and repeats to one",
    { timeout: 900_000 },
    async () => {
      await forEachPoint(
        pointsOf(fresh, (call) => (call === "pwrite64" ? 5 : 2)),
        async ({ call, nth }) => {
          const dir = ownFolder();
          await killAt({ call, nth }, (before) => begin(dir, before));
          await makeHall(dir);
          await expectAllOrNothing(dir, 0);
        },
      );
    },
  );
});

describe("an intake on a disk that fails", () => {
  const strikes = [
    { what: "a write finds the disk full", how: "error=ENOSPC", calls: ["pwrite64"] },
    { what: "a write fails", how: "error=EIO", calls: ["pwrite64"] },
    // Which of the two SQLite was built to use differs between machines.
    { what: "a flush fails", how: "error=EIO", calls: ["fsync", "fdatasync"] },
  ];

  it.each(strikes)(
    "$what, once or from then on: refused in words with nothing kept, or accepted whole",
    { timeout: 900_000 },
    async ({ how, calls }) => {
      const call = calls.find((each) => (counts[each] ?? 0) > 0) ?? "none";
      expect(call).not.toBe("none");
      const points = steps(counts[call] ?? 0, call === "pwrite64" ? 5 : 3).flatMap((nth) => [String(nth), `${nth}+`]);
      await forEachPoint(points, async (when) => {
        const dir = copyOf(base);
        const run = await intake(dir, underStrace("/dev/null", call, `${call}:${how}:when=${when}`));
        if (run.code !== 0) {
          expect(run).toMatchObject({ code: 1, out: "" });
          expect(run.err).toMatch(/没能写入数据|无法打开数据文件|无法使用数据文件夹/);
          expect(run.err).not.toMatch(/程序内部出错|\n\s+at /);
        }
        const left = await expectAllOrNothing(dir, 1);
        if (run.code === 0) expect(left).toBe("all");
        if (/没有保存任何内容/.test(run.err)) expect({ when, left }).toEqual({ when, left: "nothing" });
      });
    },
  );
});
