import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { backUp, restore } from "#central/domain/backup.ts";
import { countPartitions, LARGE_TABLES } from "#central/db/partition.ts";
import { pushEntries, type NewEntry } from "#central/db/entries.ts";
import { ensureHall } from "#central/db/halls.ts";
import { migrate } from "#central/db/migrate.ts";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { createIndexer } from "#central/indexer/indexer.ts";
import { NO_LOG } from "#central/lib/log.ts";
import { runCentre } from "#test/helpers/centre-process.ts";
import { entryOf } from "#test/helpers/centre-client.ts";
import { openDatabases, type TestDatabases } from "#test/helpers/shared-postgres.ts";

const AT = "2026-11-20T01:00:00.000Z";
const now = () => AT;
const PARTITIONS = 4;
const HALLS = 12;

let postgres: TestDatabases;
let url = "";
let sql: Sql;
const halls: string[] = [];
const before: { from: { hallId: string; stationId: string; receivedAt: string }; entry: NewEntry }[] = [];
const newEntry = (): NewEntry => ({ ...entryOf("{}"), key: randomUUID(), receipt: `R${randomUUID()}` });
const namesOf = async (): Promise<unknown[]> =>
  sql.query(
    `select conname as name from pg_constraint where conrelid::regclass::text = any($1::text[]) union
     select indexrelid::regclass::text from pg_index where indrelid::regclass::text = any($1::text[])
     order by 1`,
    [`{${LARGE_TABLES.join(",")}}`],
  );
let names: unknown[] = [];

beforeAll(async () => {
  postgres = await openDatabases();
  url = await postgres.newDatabase();
  sql = await openPostgres(url);
  await migrate(sql, AT);
  for (let nth = 0; nth < HALLS; nth += 1) halls.push((await ensureHall(sql, `大厅${nth}`, AT)).id);
  for (const hallId of halls) {
    const from = { hallId, stationId: randomUUID(), receivedAt: AT };
    const entry = newEntry();
    await pushEntries(sql, from, [entry]);
    before.push({ from, entry });
  }
  const indexer = createIndexer(sql, now, NO_LOG);
  await indexer.catchUp();
  await indexer.close();
  names = await namesOf();
});
afterAll(async () => {
  await sql?.close();
  await postgres?.stop();
});

it("partitions a store with rows by hall, and every name stays", async () => {
  const done = await runCentre(["partition", String(PARTITIONS)], { DATABASE_URL: url });
  expect([done.code, JSON.parse(done.out)]).toEqual([
    0,
    { partitions: PARTITIONS, moved: { entries: HALLS, feed_items: HALLS, intakes: 0, attachment_pieces: 0 } },
  ]);
  for (const table of LARGE_TABLES) expect(await countPartitions(sql, table)).toBe(PARTITIONS);
  expect(await namesOf()).toEqual(names);
  expect((await sql.query("select distinct tableoid from entries")).length).toBeGreaterThan(1);
  const again = await runCentre(["partition", "8"], { DATABASE_URL: url });
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining("已按大厅分区") as string });
  expect(await runCentre(["partition", "1"], { DATABASE_URL: url })).toMatchObject({
    code: 1,
    err: expect.stringContaining("2 到 256") as string,
  });
});

it("row 59: a key stays one record of its hall: the same content gets the same receipt, other content is a conflict", async () => {
  for (const { from, entry } of before) {
    expect(await pushEntries(sql, from, [{ ...entry, receipt: "R-another" }])).toMatchObject([
      { outcome: "duplicate", entry: { receipt: entry.receipt } },
    ]);
    expect(
      await pushEntries(sql, from, [
        { ...entry, ...entryOf("[]", { applicationId: entry.applicationId }), receipt: "R-another" },
      ]),
    ).toMatchObject([{ outcome: "conflict" }]);
  }
  const [first, second] = before;
  if (first === undefined || second === undefined) throw new Error("no halls");
  expect(await pushEntries(sql, second.from, [{ ...newEntry(), applicationId: first.entry.applicationId }])).toEqual([
    { outcome: "other-hall" },
  ]);
  const entry = newEntry();
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, nth) => pushEntries(sql, first.from, [{ ...entry, receipt: `R-race-${nth}` }])),
  );
  expect(outcomes.flat().filter(({ outcome }) => outcome === "written")).toHaveLength(1);
  expect(await sql.query("select 1 from entries where key = $1", [entry.key])).toHaveLength(1);
});

it("positions continue, and new entries are read", async () => {
  const [top] = await sql.query("select max(position)::int as top, count(distinct position)::int as all from entries");
  expect(top).toEqual({ top: expect.any(Number) as number, all: before.length + 1 });
  expect(Number(top?.["top"])).toBeGreaterThan(HALLS);
  const indexer = createIndexer(sql, now, NO_LOG);
  await indexer.catchUp();
  await indexer.close();
  expect(await sql.query("select count(*)::int as n, count(distinct position)::int as places from feed_items")).toEqual(
    [{ n: HALLS + 1, places: HALLS + 1 }],
  );
});

it("a backup of it is restored partitioned, and a later migration works", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "centre-partition-")), "backup");
  await backUp(sql, { url, env: process.env }, file, now);
  const emptyUrl = await postgres.newDatabase();
  const put = await openPostgres(emptyUrl);
  try {
    await restore(put, { url: emptyUrl, env: process.env }, file, now);
    expect(await countPartitions(put, "entries")).toBe(PARTITIONS);
    expect(await put.query("select key, payload, receipt, position from entries order by position")).toEqual(
      await sql.query("select key, payload, receipt, position from entries order by position"),
    );
    for (const step of [
      "drop index entries_by_position",
      "create index entries_by_position on entries (position, hall_id)",
      "alter table entries add column note text",
    ])
      await put.query(step);
  } finally {
    await put.close();
  }
});
