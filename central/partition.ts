import { say } from "#shared/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/problem.ts";
import { countPartitions, partitionByHall } from "./db/partition.ts";
import type { Sql } from "./db/sql.ts";

/** Splits the store's large tables by hall, once; a store that is split already is left as it is. */
export async function partition(sql: Sql, partitions: number): Promise<object> {
  const moved = await sql.transaction(async (tx) => {
    if ((await countPartitions(tx, "entries")) > 0) throw alreadySplit();
    return partitionByHall(tx, partitions);
  });
  // Without figures of the new tables the planner would guess.
  await sql.query("analyze");
  return { partitions, moved };
}

const alreadySplit = () =>
  problem(
    "already-partitioned",
    say("数据库已按大厅分区，不再重复。", "The store is partitioned by hall already."),
    NOTHING_WRITTEN,
    say(
      "要改变分区数，请在备份之后用 PostgreSQL 自己的办法搬移各行。",
      "For another number of partitions, move its rows by PostgreSQL's own means after a backup.",
    ),
  );
