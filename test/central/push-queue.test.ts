import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { NewEntry, Sender } from "#central/db/entries.ts";
import { ensureHall } from "#central/db/halls.ts";
import { migrate } from "#central/db/migrate.ts";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { createPushQueue } from "#central/domain/push-queue.ts";
import { entryOf } from "#test/helpers/centre-client.ts";
import { openDatabases, type TestDatabases } from "#test/helpers/shared-postgres.ts";

const AT = "2026-11-20T01:00:00.000Z";
let postgres: TestDatabases;
let sql: Sql;
const senders: Sender[] = [];
const newEntry = (over: Partial<NewEntry> = {}): NewEntry => ({
  ...entryOf("{}"),
  key: randomUUID(),
  receipt: `R${randomUUID()}`,
  ...over,
});
const sender = (nth: number): Sender => {
  const found = senders[nth % senders.length];
  if (found === undefined) throw new Error("no hall");
  return found;
};

beforeAll(async () => {
  postgres = await openDatabases();
  sql = await openPostgres(await postgres.newDatabase());
  await migrate(sql, AT);
  for (const name of ["一号大厅", "二号大厅", "三号大厅"])
    senders.push({ hallId: (await ensureHall(sql, name, AT)).id, stationId: randomUUID(), receivedAt: AT });
});
afterAll(async () => {
  await sql?.close();
  await postgres?.stop();
});

it("row 59: calls of several halls that come together each get their own answer, in fewer statements than calls", async () => {
  let statements = 0;
  const queue = createPushQueue({ ...sql, query: (text, params) => ((statements += 1), sql.query(text, params)) });
  const sent = Array.from({ length: 90 }, (_, nth) => ({
    from: sender(nth),
    entry: newEntry({ payload: `{"n":${nth}}` }),
  }));
  const outcomes = await Promise.all(sent.map(({ from, entry }) => queue.push(from, [entry])));
  expect(outcomes).toEqual(
    sent.map(({ entry }) => [
      { outcome: "written", entry: { payloadHash: entry.payloadHash, receipt: entry.receipt, receivedAt: AT } },
    ]),
  );
  expect(statements).toBeLessThan(10);
  for (const { from, entry } of sent)
    expect(
      await sql.query("select payload, station_id from entries where hall_id = $1 and key = $2", [
        from.hallId,
        entry.key,
      ]),
    ).toEqual([{ payload: entry.payload, station_id: from.stationId }]);
});

it("row 59: one key in many calls at once is one record of its hall; other content is a conflict of that call only", async () => {
  const queue = createPushQueue(sql);
  const entry = newEntry();
  const other = entryOf("[]", { applicationId: entry.applicationId });
  const [same, otherHall, conflict] = await Promise.all([
    Promise.all(
      Array.from({ length: 12 }, (_, nth) => queue.push(sender(0), [{ ...entry, receipt: `R-same-${nth}` }])),
    ),
    queue.push(sender(1), [newEntry({ key: entry.key })]),
    Promise.all(
      Array.from({ length: 4 }, (_, nth) =>
        queue.push(sender(2), [
          newEntry({ ...other, key: entry.key, applicationId: randomUUID(), receipt: `R-other-${nth}` }),
        ]),
      ),
    ),
  ]);
  expect(
    same
      .flat()
      .map(({ outcome }) => outcome)
      .sort(),
  ).toEqual([
    "duplicate",
    "duplicate",
    "duplicate",
    "duplicate",
    "duplicate",
    "duplicate",
    "duplicate",
    "duplicate",
    "duplicate",
    "duplicate",
    "duplicate",
    "written",
  ]);
  expect(otherHall).toMatchObject([{ outcome: "written" }]);
  expect(conflict.flat().filter(({ outcome }) => outcome === "written")).toHaveLength(1);
  // A conflict in one call holds nothing back in another of the same application.
  const follower = newEntry({ applicationId: entry.applicationId, sequence: 2 });
  const [bad, good] = await Promise.all([
    queue.push(sender(0), [{ ...entry, ...other, receipt: "R-bad" }]),
    queue.push(sender(0), [follower]),
  ]);
  expect([bad[0]?.outcome, good[0]?.outcome]).toEqual(["conflict", "written"]);
});

it("row 61: a call that the store refuses fails alone, and those that came with it are stored once", async () => {
  const queue = createPushQueue(sql);
  const good = Array.from({ length: 8 }, () => newEntry());
  const broken = newEntry({ payloadHash: "too short" });
  const outcomes = await Promise.allSettled(
    [...good.slice(0, 6), broken, ...good.slice(6)].map((entry, nth) => queue.push(sender(nth), [entry])),
  );
  expect(outcomes.map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "fulfilled",
    "fulfilled",
    "fulfilled",
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
  ]);
  expect(
    await sql.query("select 1 from entries where key = any($1::uuid[])", [`{${good.map(({ key }) => key).join(",")}}`]),
  ).toHaveLength(good.length);
});
