import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pushEntries, type NewEntry } from "#central/db/entries.ts";
import { ensureHall } from "#central/db/halls.ts";
import { migrate } from "#central/db/migrate.ts";
import { allMigrations } from "#central/db/migrations/all-migrations.ts";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { countUnread, forgetGone, listUnread, markRead, quarantineUnread } from "#central/db/unread-entries.ts";
import { createIndexer } from "#central/indexer/indexer.ts";
import { NO_LOG, openLog } from "#central/lib/log.ts";
import { entryOf } from "#test/helpers/centre-client.ts";
import { openDatabases, type TestDatabases } from "#test/helpers/shared-postgres.ts";

const AT = "2026-11-20T01:00:00.000Z";
const now = () => AT;
const newEntry = (): NewEntry => ({ ...entryOf("{}"), key: randomUUID(), receipt: `R${randomUUID()}` });
const several = (count: number): NewEntry[] => Array.from({ length: count }, newEntry);

describe("unread entries at the centre", () => {
  let postgres: TestDatabases;
  let sql: Sql;
  let from = { hallId: "", stationId: randomUUID(), receivedAt: AT };
  beforeAll(async () => {
    postgres = await openDatabases();
    sql = await openPostgres(await postgres.newDatabase());
    await migrate(sql, AT);
    from = { ...from, hallId: (await ensureHall(sql, "一号大厅", AT)).id };
  });
  afterAll(async () => {
    await sql?.close();
    await postgres?.stop();
  });

  const keysRead = async (): Promise<unknown[]> =>
    (await sql.query("select id from feed_items order by position")).map((row) => row["id"]);

  it("row 60: an entry that commits after later ones were read is not missed", async () => {
    const [late, early] = [newEntry(), newEntry()];
    const indexer = createIndexer(sql, now, openLog({ write: (line) => expect.unreachable(line) }));
    await sql.transaction(async (tx) => {
      await pushEntries(tx, from, [late]);
      // It holds the lower position, and is not committed yet.
      await pushEntries(sql, from, [early]);
      await indexer.catchUp();
      expect(await keysRead()).toEqual([early.key]);
    });
    await indexer.catchUp();
    expect(await keysRead()).toEqual([early.key, late.key]);
    await indexer.close();
  });

  it("row 60: a rollback leaves nothing unread, and the same entry sent again is read once", async () => {
    const [entry] = several(1);
    if (entry === undefined) throw new Error("no entry");
    await expect(
      sql.transaction(async (tx) => {
        await pushEntries(tx, from, [entry]);
        throw new Error("the connection died");
      }),
    ).rejects.toThrow();
    expect(await countUnread(sql)).toEqual({ waiting: 0, quarantined: 0 });
    for (let turn = 0; turn < 2; turn += 1) await pushEntries(sql, from, [entry]);
    expect(await countUnread(sql)).toEqual({ waiting: 1, quarantined: 0 });
    const indexer = createIndexer(sql, now, NO_LOG);
    await indexer.catchUp();
    expect((await keysRead()).filter((key) => key === entry.key)).toHaveLength(1);
    await indexer.close();
  });

  it("row 61: calls are read in part, an unreadable entry is quarantined, and one deleted by hand is dropped", async () => {
    await pushEntries(sql, from, several(5));
    await pushEntries(sql, from, several(2));
    const first = await listUnread(sql, 3);
    expect(first).toHaveLength(3);
    await markRead(sql, first);
    const [bad, gone, ...others] = await listUnread(sql, 9);
    expect(others).toHaveLength(2);
    if (bad === undefined || gone === undefined) throw new Error("nothing unread");
    await quarantineUnread(sql, bad);
    await sql.query("delete from entries where position = $1", [gone.position]);
    expect(await countUnread(sql)).toEqual({ waiting: 3, quarantined: 1 });
    await forgetGone(sql);
    expect(await listUnread(sql, 9)).toEqual(others);
    await markRead(sql, others);
    expect(await sql.query("select 1 from unread_batches")).toEqual([]);
  });

  it("a store from before unread batches keeps unread entries in order, and quarantined ones", async () => {
    const older = await openPostgres(await postgres.newDatabase());
    try {
      await migrate(older, AT, allMigrations.slice(0, 9));
      const context = await ensureHall(older, "一号大厅", AT);
      for (const sequence of [1, 2, 3, 4])
        await older.query(
          `insert into entries (hall_id, key, application_id, sequence, kind, payload, payload_hash, receipt,
           station_id, received_at)
           values ($1, gen_random_uuid(), $1, $2, 'application.accepted', '{}', repeat('a', 64), 'R', $1, now())`,
          [context.id, sequence],
        );
      await older.query("delete from unread_entries where position = 1");
      await older.query("update unread_entries set set_aside = true where position = 3");
      await migrate(older, AT);
      expect((await listUnread(older, 9)).map(({ position }) => position)).toEqual([2, 4]);
      expect(await countUnread(older)).toEqual({ waiting: 2, quarantined: 1 });
    } finally {
      await older.close();
    }
  });
});
