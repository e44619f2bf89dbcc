import { newEpoch } from "#central/domain/epoch.ts";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { startCentre } from "#central/cli/start-centre.ts";
import type { TestDatabases } from "#test/helpers/shared-postgres.ts";

/** The code by which the stations of the model enrol. */
export const MODEL_CODE = "model-enrolment-code-1";

/** A real centre on a database of its own, which can be restored to some entries ago. */
export type ModelCentre = {
  sql: Sql;
  url: string;
  restore: (entries: number, isAnnounced: boolean) => Promise<void>;
  close: () => Promise<void>;
};

/** What the centre reads out of entries after it took them; it reads them again from what is left. */
const READ_OUT = [
  "unread_batches",
  "unreadable_entries",
  "intakes",
  "intake_topics",
  "case_keys",
  "duplicates",
  "serials",
  "feed_items",
];

const now = (): string => new Date().toISOString();

/** Starts the centre of the model. */
export async function openModelCentre(postgres: TestDatabases): Promise<ModelCentre> {
  const sql = await openPostgres(await postgres.newDatabase());
  const centre = await startCentre({ sql, port: 0, now, enrolmentCodes: [{ hallName: "示例大厅", code: MODEL_CODE }] });
  return {
    sql,
    url: centre.url,
    async restore(entries, isAnnounced) {
      // An older copy of the store: the newest entries are gone, and their positions are free again. What a killed
      // station sent may still be arriving.
      await sql.transaction(async (tx) => {
        await tx.query("lock table entries in access exclusive mode");
        await tx.query(
          "delete from entries where position > (select coalesce(max(position), 0) - $1::int from entries)",
          [entries],
        );
        for (const table of READ_OUT) await tx.query(`delete from ${table}`);
        await tx.query(
          "insert into unread_batches (hall_id, positions) select hall_id, array[position] from entries order by position",
        );
        await tx.query(
          "select setval(pg_get_serial_sequence('entries', 'position'), (select coalesce(max(position), 0) + 1 from entries), false)",
        );
      });
      if (isAnnounced) await newEpoch(sql, now);
    },
    async close() {
      await centre.close();
      await sql.close();
    },
  };
}
