import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { CALM_MS } from "#station/db/checkpoint.ts";
import { checkpointWhenCalm } from "#station/health/checkpoint-when-calm.ts";
import { openDatabase, readDatabase, type Db } from "#station/db/database.ts";
import { putSetting } from "#station/db/settings.ts";

let dir: string;
let db: Db;
let tick: () => void;
let stopped: boolean;
const trouble: unknown[] = [];

/** Whether a text lies in the store's own file, not only in its log. */
const isWorkedIn = (text: string): boolean => readFileSync(join(dir, "hall.db")).includes(text);

function setTimer(ms: number, run: () => void): () => void {
  expect(ms).toBe(CALM_MS);
  tick = run;
  return () => {
    stopped = true;
  };
}

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "checkpoint-"));
  db = await openDatabase(join(dir, "hall.db"));
  stopped = false;
  trouble.length = 0;
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

it("works the log in once nothing was written for a while, and not while writing goes on", async () => {
  const loop = checkpointWhenCalm(db, { setTimer, onError: (error) => trouble.push(error) });
  putSetting(db, "first", "written-first");
  tick();
  expect(isWorkedIn("written-first")).toBe(false);
  putSetting(db, "second", "written-second");
  tick();
  expect(isWorkedIn("written-first")).toBe(false);
  tick();
  expect(isWorkedIn("written-first") && isWorkedIn("written-second")).toBe(true);
  await loop.close();
  expect(stopped).toBe(true);
  expect(trouble).toEqual([]);
});

it("works a log in that has grown while writing never stops, and cuts it back once its reader has gone", async () => {
  const loop = checkpointWhenCalm(db, { setTimer, onError: (error) => trouble.push(error) });
  const logBytes = () => statSync(join(dir, "hall.db-wal")).size;
  let letter = 65;
  // SQLite writes only the pages that differ, so each text has a letter of its own.
  const write = () => putSetting(db, "much", String.fromCharCode((letter += 1)).repeat(3_000_000));
  let largest = 0;
  for (let nth = 0; nth < 5; nth += 1) {
    write();
    tick();
    largest = Math.max(largest, logBytes());
  }
  expect(largest).toBeLessThan(7_000_000);
  const reader = readDatabase(join(dir, "hall.db"));
  reader.exec("BEGIN");
  reader.prepare("SELECT count(*) FROM settings").get();
  write();
  write();
  for (const _turn of [1, 2]) tick();
  expect(logBytes()).toBeGreaterThan(4_000_000);
  reader.close();
  for (const _turn of [1, 2]) tick();
  expect(logBytes()).toBe(0);
  await loop.close();
  expect(trouble).toEqual([]);
});

it("reports a store that fails instead of ending the station", async () => {
  const loop = checkpointWhenCalm(db, { setTimer, onError: (error) => trouble.push(error) });
  db.close();
  tick();
  await loop.close();
  expect(trouble).toHaveLength(1);
});
