import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startStation } from "#station/app/start-station.ts";
import { ownFolder, runStationCommand, startStationProcess, jsonOf, type CliRun } from "#test/helpers/cli.ts";
import { makeEnrolledStation } from "#test/helpers/enrolled-hall.ts";
import { readKeyState } from "#test/helpers/hall-state.ts";
import { ScriptedCentre, type Move } from "#test/helpers/scripted-centre.ts";
import { countCalls, killAt, needStrace, underStrace } from "#test/helpers/strace.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { plantPglite } from "#test/helpers/pglite-template.ts";

const FULL = process.env["LIANDONG_FAULTS"] === "full";
const KEY = "0192f0c1-7a3e-4000-8000-00000000feed";
const ONE_RECORD = { applications: 1, contacts: 1, audits: 1, entries: 1, lastSerial: 1, total: 1 };

const centre = new ScriptedCentre();
let base = "";

beforeAll(async () => {
  needStrace();
  await centre.open();
  base = await makeEnrolledStation(centre, KEY);
});
afterAll(() => centre.close());
beforeEach(() => {
  centre.held.clear();
  centre.seen.length = 0;
  centre.script = () => "accept";
});

function copyOfBase(): string {
  const copy = ownFolder();
  cpSync(base, copy, { recursive: true });
  return copy;
}

const syncOf = (dir: string, before: string[] = []): Promise<CliRun> =>
  runStationCommand(["sync", "--data", dir], { before });

/** The next sync finishes the work: one receipt at the centre, the entry sent, one record, one number. */
async function expectOneReceipt(dir: string): Promise<void> {
  centre.script = () => "accept";
  const number = readKeyState(dir, KEY)?.acceptanceNumber;
  const run = await syncOf(dir);
  expect(run.code).toBe(0);
  expect(jsonOf(run)).toMatchObject({ sent: 1, refused: 0, unreachable: 0 });
  expect([...centre.held.keys()]).toEqual([KEY]);
  expect(readKeyState(dir, KEY)).toMatchObject({ ...ONE_RECORD, entryState: "sent", acceptanceNumber: number });
}

describe("sending, killed", () => {
  /** Kills `hall sync` while the centre holds its request; the process is stopped first, so that it cannot see the answer. */
  async function killAtRequest(move: Move): Promise<string> {
    const dir = copyOfBase();
    const { child, ended } = startStationProcess(["sync", "--data", dir]);
    centre.script = () => {
      child.kill("SIGSTOP");
      return move;
    };
    await centre.arrived(1);
    child.kill("SIGKILL");
    expect((await ended).signal).toBe("SIGKILL");
    expect(readKeyState(dir, KEY)).toMatchObject({ ...ONE_RECORD, entryState: "sending" });
    return dir;
  }

  it("with the request sent and lost: it is sent again", async () => {
    const dir = await killAtRequest("reset");
    expect(centre.held.size).toBe(0);
    await expectOneReceipt(dir);
  });

  it("with the request kept and the answer lost: the same receipt comes again", async () => {
    const dir = await killAtRequest("accept-then-reset");
    expect(centre.held.size).toBe(1);
    await expectOneReceipt(dir);
  });

  it("with the request answered and the answer unread: the same receipt comes again", async () => {
    const dir = await killAtRequest("accept");
    expect(centre.held.size).toBe(1);
    await expectOneReceipt(dir);
    expect(centre.seen.map((seen) => seen.move)).toEqual(["accept", "accept"]);
  });

  it("at each write and flush of the outbox: never two receipts, never none", { timeout: 600_000 }, async () => {
    const calls = ["pwrite64", "fsync", "fdatasync", "unlink"];
    const { counts, run } = await countCalls(calls, (before) => syncOf(copyOfBase(), before));
    expect(run.code).toBe(0);
    const every = FULL ? 1 : 6;
    const points = calls.flatMap((call) =>
      Array.from({ length: counts[call] ?? 0 }, (_, i) => ({ call, nth: i + 1 })).filter((_, i) => i % every === 0),
    );
    expect(points.length).toBeGreaterThan(3);
    for (const { call, nth } of points) {
      centre.held.clear();
      const dir = copyOfBase();
      await killAt({ call, nth }, (before) => syncOf(dir, before));
      const state = readKeyState(dir, KEY);
      expect(state).toMatchObject(ONE_RECORD);
      // The row says "sent" only where the centre has it.
      if (state?.entryState === "sent") expect(centre.held.size).toBe(1);
      await expectOneReceipt(dir);
    }
  });
});

describe("printing, killed", () => {
  /** The sheets that lie in the tray, without those half written. */
  const sheets = (dir: string): string[] =>
    existsSync(join(dir, "tray")) ? readdirSync(join(dir, "tray")).filter((name) => !name.startsWith(".")) : [];

  /** Starts the hall with its print worker under strace and kills the hall itself, not strace, once `due` says so of the tray. */
  async function killWhile(dir: string, held: string, due: (names: string[]) => boolean): Promise<void> {
    const tray = join(dir, "tray");
    mkdirSync(tray, { recursive: true });
    if (!existsSync(join(dir, "centre"))) await plantPglite(join(dir, "centre"));
    const options = { before: underStrace("/dev/null", "rename", `rename:${held}`) };
    const { child, ended } = startStationProcess(["serve", "--data", dir, "--print-address"], options);
    await new Promise<void>((resolve) => {
      const watcher = watch(tray, () => {
        if (!due(readdirSync(tray))) return;
        watcher.close();
        resolve();
      });
    });
    const own = Number(
      readFileSync(`/proc/${child.pid ?? 0}/task/${child.pid ?? 0}/children`, "utf8")
        .trim()
        .split(" ")[0],
    );
    expect(own).toBeGreaterThan(1);
    process.kill(own, "SIGKILL");
    // It would keep what is dead until the time of holding is over.
    child.kill("SIGKILL");
    await ended;
  }

  /** The next start asks a person about the sheet that was under way and prints the rest; nothing stays queued, nothing is lost. */
  async function expectOneUnconfirmed(dir: string): Promise<void> {
    expect(readKeyState(dir, KEY)?.printJobs.toSorted()).toEqual(["queued", "queued", "queued", "sending"]);
    const errors: unknown[] = [];
    const running = await startStation(dir, (error) => errors.push(error), testProfiles());
    await running.spooler.whenIdle();
    await running.sync.outboxWorker.retryNow();
    await running.close();
    expect(errors).toEqual([]);
    expect(readKeyState(dir, KEY)).toMatchObject({ ...ONE_RECORD, entryState: "sent" });
    expect(readKeyState(dir, KEY)?.printJobs.toSorted()).toEqual(["sent", "sent", "sent", "unconfirmed"]);
    expect(readdirSync(join(dir, "tray")).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    expect([...centre.held.keys()]).toEqual([KEY]);
  }

  it("before the sheet is there: a person is asked, the rest is printed", async () => {
    const dir = copyOfBase();
    await killWhile(dir, "delay_enter=60000000", (names) => names.some((name) => name.endsWith(".tmp")));
    expect(sheets(dir)).toEqual([]);
    await expectOneUnconfirmed(dir);
    expect(sheets(dir)).toHaveLength(3);
  });

  // Held on its way back from the call: the sheet has its name, and the worker does not know it yet.
  it("when the sheet is there but not yet noted: a person is asked, and no second copy comes by itself", async () => {
    const dir = copyOfBase();
    await killWhile(dir, "delay_exit=60000000:when=1", (names) => names.some((name) => !name.startsWith(".")));
    expect(sheets(dir)).toHaveLength(1);
    await expectOneUnconfirmed(dir);
    expect(sheets(dir)).toHaveLength(4);
  });
});
