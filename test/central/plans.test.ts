import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { pushEntries } from "#central/db/entries.ts";
import { ensureHall } from "#central/db/halls.ts";
import { migrate } from "#central/db/migrate.ts";
import { openPostgres } from "#central/db/postgres.ts";
import { entryOf } from "#test/helpers/centre-client.ts";
import { startPostgres } from "#test/helpers/postgres.ts";

const AT = "2026-11-20T01:00:00.000Z";

it("a statement planned while its table was empty uses the indexes all the same", async () => {
  const postgres = await startPostgres();
  const sql = await openPostgres(await postgres.newDatabase(), { connections: 1 });
  try {
    await migrate(sql, AT);
    // An empty table that was looked at is the one that a planner reads whole.
    await sql.query("analyze");
    const { id } = await ensureHall(sql, "一号大厅", AT);
    const from = { hallId: id, stationId: randomUUID(), receivedAt: AT };
    await sql.transaction(async (tx) => {
      const readWhole = async () =>
        (await tx.query("select seq_scan::int as times from pg_stat_xact_user_tables where relname = 'entries'"))[0]?.[
          "times"
        ];
      const before = await readWhole();
      for (let turn = 0; turn < 10; turn += 1)
        await pushEntries(tx, from, [{ ...entryOf("{}"), key: randomUUID(), receipt: "R0000001" }]);
      expect(
        await tx.query("select name from pg_prepared_statements where statement like '%insert into entries%'"),
      ).toHaveLength(1);
      expect(await readWhole()).toBe(before);
    });
  } finally {
    await sql.close();
    await postgres.stop();
  }
});
