import { textOf, wholeOf } from "./sql.ts";
import type { Queryable } from "./sql.ts";

/** What grows with every record, keyed by hall first; everything else is small, or is looked up over all halls. */
export const LARGE_TABLES = ["entries", "feed_items", "intakes", "attachment_pieces"] as const;

type Large = (typeof LARGE_TABLES)[number];

/** How many partitions a table has; 0 where it is one table. */
export async function countPartitions(db: Queryable, table: Large): Promise<number> {
  const [row] = await db.query("select count(*) as partitions from pg_inherits where inhparent = to_regclass($1)", [
    table,
  ]);
  return row === undefined ? 0 : wholeOf(row, "partitions");
}

/** Any name that no table of the centre has; it is gone when the transaction ends. */
const QUARANTINED = "before_partition";

const textsOf = async (tx: Queryable, column: string, sql: string, table: string): Promise<string[]> =>
  (await tx.query(sql, [table])).map((row) => textOf(row, column));

/**
 * Makes a table anew as hash partitions by hall, with every row, constraint and index under the names they had, so that later steps of the schema
 * find them. A row's hall decides its partition, therefore what is unique within a hall stays unique.
 */
async function partitionTable(tx: Queryable, table: Large, partitions: number): Promise<number> {
  const quarantinedTable = `${QUARANTINED}.${table}`;
  await tx.query(`alter table ${table} set schema ${QUARANTINED}`);
  const constraints = await textsOf(
    tx,
    "made",
    "select format('%I %s', conname, pg_get_constraintdef(oid)) as made from pg_constraint where conrelid = to_regclass($1) and contype in ('p', 'u', 'f') order by contype desc",
    quarantinedTable,
  );
  const indexes = await textsOf(
    tx,
    "made",
    "select pg_get_indexdef(indexrelid) as made from pg_index where indrelid = to_regclass($1) and not exists (select 1 from pg_constraint where conindid = indexrelid)",
    quarantinedTable,
  );
  await tx.query(
    `create table ${table} (like ${quarantinedTable} including all excluding indexes excluding statistics) partition by hash (hall_id)`,
  );
  for (let nth = 0; nth < partitions; nth += 1)
    await tx.query(
      `create table ${table}_${nth} partition of ${table} for values with (modulus ${partitions}, remainder ${nth})`,
    );
  await tx.query(`insert into ${table} overriding system value select * from ${quarantinedTable}`);
  for (const constraint of constraints) await tx.query(`alter table ${table} add constraint ${constraint}`);
  for (const index of indexes) await tx.query(index.replace(` ON ${quarantinedTable} `, ` ON ${table} `));
  await keepCounting(tx, table, quarantinedTable);
  const [row] = await tx.query(
    `select (select count(*) from ${table}) as moved, (select count(*) from ${quarantinedTable}) as had`,
  );
  if (row === undefined || wholeOf(row, "moved") !== wholeOf(row, "had"))
    throw new Error(`rows of ${table} did not all move`);
  return wholeOf(row, "moved");
}

/** What counts by itself goes on from where it was: no position is given twice. */
async function keepCounting(tx: Queryable, table: Large, quarantinedTable: string): Promise<void> {
  for (const column of await textsOf(
    tx,
    "column",
    "select attname::text as column from pg_attribute where attrelid = to_regclass($1) and attidentity <> ''",
    quarantinedTable,
  )) {
    const [old] = await tx.query("select pg_get_serial_sequence($1, $2) as name", [quarantinedTable, column]);
    if (old === undefined) continue;
    await tx.query(
      `select setval(pg_get_serial_sequence('${table}', '${column}'), last_value, is_called) from ${textOf(old, "name")}`,
    );
  }
}

/** Splits the large tables by hall, all of them or none; others wait meanwhile. Answers how many rows moved. */
export async function partitionByHall(tx: Queryable, partitions: number): Promise<Record<Large, number>> {
  await tx.query("set local statement_timeout = 0");
  await tx.query(`lock table ${LARGE_TABLES.join(", ")} in access exclusive mode`);
  await tx.query(`create schema ${QUARANTINED}`);
  const moved = { entries: 0, feed_items: 0, intakes: 0, attachment_pieces: 0 };
  for (const table of LARGE_TABLES) moved[table] = await partitionTable(tx, table, partitions);
  await tx.query(`drop schema ${QUARANTINED} cascade`);
  return moved;
}
