import { type Queryable, textOf, wholeOf } from "./sql.ts";

/** The tables that grow with every record and are keyed by hall; the others are small, or searched over all halls. */
export const LARGE_TABLES = ["entries", "feed_items", "intakes", "attachment_pieces"] as const;

type Large = (typeof LARGE_TABLES)[number];

/** How many partitions a table has; 0 if it is not partitioned. */
export async function countPartitions(db: Queryable, table: Large): Promise<number> {
  const [row] = await db.query("select count(*) as partitions from pg_inherits where inhparent = to_regclass($1)", [
    table,
  ]);
  return row === undefined ? 0 : wholeOf(row, "partitions");
}

/** The schema that holds the old tables while the rows move; it is dropped in the same transaction. */
const OLD_SCHEMA = "before_partition";

const textsOf = async (tx: Queryable, column: string, sql: string, table: string): Promise<string[]> =>
  (await tx.query(sql, [table])).map((row) => textOf(row, column));

/**
 * Rebuilds a table as hash partitions by hall. Constraints and indexes keep their names, so that later migrations find
 * them. A row's hall decides its partition, so what is unique within a hall stays unique.
 */
async function partitionTable(tx: Queryable, table: Large, partitions: number): Promise<number> {
  const oldTable = `${OLD_SCHEMA}.${table}`;
  await tx.query(`alter table ${table} set schema ${OLD_SCHEMA}`);
  const constraints = await textsOf(
    tx,
    "made",
    `select format('%I %s', conname, pg_get_constraintdef(oid)) as made from pg_constraint
     where conrelid = to_regclass($1) and contype in ('p', 'u', 'f') order by contype desc`,
    oldTable,
  );
  const indexes = await textsOf(
    tx,
    "made",
    `select pg_get_indexdef(indexrelid) as made from pg_index where indrelid = to_regclass($1)
     and not exists (select 1 from pg_constraint where conindid = indexrelid)`,
    oldTable,
  );
  await tx.query(
    `create table ${table} (like ${oldTable} including all excluding indexes excluding statistics) partition by hash (hall_id)`,
  );
  for (let nth = 0; nth < partitions; nth += 1)
    await tx.query(
      `create table ${table}_${nth} partition of ${table} for values with (modulus ${partitions}, remainder ${nth})`,
    );
  await tx.query(`insert into ${table} overriding system value select * from ${oldTable}`);
  for (const constraint of constraints) await tx.query(`alter table ${table} add constraint ${constraint}`);
  for (const index of indexes) await tx.query(index.replace(` ON ${oldTable} `, ` ON ${table} `));
  await keepCounting(tx, table, oldTable);
  const [row] = await tx.query(
    `select (select count(*) from ${table}) as moved, (select count(*) from ${oldTable}) as had`,
  );
  if (row === undefined || wholeOf(row, "moved") !== wholeOf(row, "had"))
    throw new Error(`rows of ${table} did not all move`);
  return wholeOf(row, "moved");
}

/** Identity columns continue where they were, so that no position is assigned twice. */
async function keepCounting(tx: Queryable, table: Large, oldTable: string): Promise<void> {
  for (const column of await textsOf(
    tx,
    "column",
    "select attname::text as column from pg_attribute where attrelid = to_regclass($1) and attidentity <> ''",
    oldTable,
  )) {
    const [old] = await tx.query("select pg_get_serial_sequence($1, $2) as name", [oldTable, column]);
    if (old === undefined) continue;
    await tx.query(
      `select setval(pg_get_serial_sequence('${table}', '${column}'), last_value, is_called) from ${textOf(old, "name")}`,
    );
  }
}

/** Splits the large tables by hall, all or none, under an exclusive lock. Returns how many rows moved. */
export async function partitionByHall(tx: Queryable, partitions: number): Promise<Record<Large, number>> {
  await tx.query("set local statement_timeout = 0");
  await tx.query(`lock table ${LARGE_TABLES.join(", ")} in access exclusive mode`);
  await tx.query(`create schema ${OLD_SCHEMA}`);
  const moved = { entries: 0, feed_items: 0, intakes: 0, attachment_pieces: 0 };
  for (const table of LARGE_TABLES) moved[table] = await partitionTable(tx, table, partitions);
  await tx.query(`drop schema ${OLD_SCHEMA} cascade`);
  return moved;
}
