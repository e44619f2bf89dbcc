import Database from "better-sqlite3";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { openDatabases, type TestDatabases } from "#test/helpers/shared-postgres.ts";
import { needStrace } from "#test/helpers/strace.ts";
import { dropHall, checkCrashStation, makeCrashStation, makeEmptyStation } from "#test/proof/crash/crash-hall.ts";
import type { CrashRun } from "#test/proof/crash/crash-scenes.ts";
import { proveCrashes } from "#test/proof/crash-figures.ts";

const POINTS = process.env["LIANDONG_FAULTS"] === "full" ? 2_000 : 24;

it(
  "rows 58-60: killed at any call of an intake, of sending or of the centre, nothing is lost, doubled, half written or stuck",
  { timeout: 7_200_000 },
  async () => {
    needStrace();
    const runs: CrashRun[] = [];
    for await (const run of proveCrashes(POINTS)) runs.push(run);
    expect(runs.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    expect(runs).toHaveLength(POINTS);
    // A kill that ends no program proves nothing.
    expect(runs.filter(({ died }) => died).length).toBeGreaterThan(POINTS * 0.9);
  },
);

describe("the check after a crash notices", () => {
  let postgres: TestDatabases;
  let sql: Sql;
  let running: RunningCentre;
  let empty = "";
  beforeAll(async () => {
    postgres = await openDatabases();
    sql = await openPostgres(await postgres.newDatabase());
    running = await startCentre({ sql, port: 0, now: () => new Date().toISOString() });
    empty = await makeEmptyStation();
  });
  afterAll(async () => {
    await running?.close();
    await sql?.close();
    await postgres?.stop();
    dropHall(empty);
  });

  it.each<[string, string, RegExp]>([
    [
      "a record without its entry",
      "DELETE FROM outbox_entries WHERE rowid = (SELECT max(rowid) FROM outbox_entries)",
      /half written/,
    ],
    ["an entry that nobody sends any more", "UPDATE outbox_entries SET state = 'quarantined' WHERE rowid = 1", /lost/],
    [
      "an audit entry changed",
      "DROP TRIGGER audit_is_insert_only_update; UPDATE audit SET detail = '{}' WHERE seq = 2",
      /audit chain/,
    ],
  ])("%s", { timeout: 180_000 }, async (_what, change, shows) => {
    const centre = { sql, url: running.url };
    const station = await makeCrashStation(empty, centre, 2);
    const db = new Database(join(station.dir, "hall.db"));
    db.pragma("foreign_keys = OFF");
    db.exec(change);
    db.close();
    const wrong = await checkCrashStation(station, centre, { repeatsIntake: false });
    dropHall(station.dir);
    expect(wrong.join("\n")).toMatch(shows);
  });
});
