import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import type { Now } from "#shared/time/instant.ts";
import { listAgencies } from "#central/db/agencies.ts";
import { revokeCodes } from "#central/db/enrolment-codes.ts";
import { migrate } from "#central/db/migrate.ts";
import { countPartitions, partitionByHall } from "#central/db/partition.ts";
import type { Sql } from "#central/db/sql.ts";
import { renewStatistics } from "#central/db/statistics.ts";
import { listStations } from "#central/db/stations.ts";
import {
  changeAgencyToken,
  createAgency,
  createHall,
  endAgency,
  endStation,
  giveHalls,
  nameKind,
  readsOf,
} from "#central/domain/administer.ts";
import { backUp, confirmBackup, markBackup, restore } from "#central/domain/backup.ts";
import { newEpoch } from "#central/domain/epoch.ts";
import type { Database } from "#central/domain/pg-tool.ts";
import { loadRegister } from "#central/domain/load-register.ts";
import { listPublished, publishCalendar, publishProfile, publishRoster } from "#central/domain/publish.ts";
import { makeSigningKey, signFile } from "#central/domain/signing.ts";
import { importFile } from "./import-entries.ts";
import type { Task } from "./tasks.ts";

/** Partitions the store's large tables by hall, once; throws if that was done before. */
async function partition(sql: Sql, partitions: number): Promise<object> {
  const moved = await sql.transaction(async (tx) => {
    if ((await countPartitions(tx, "entries")) > 0) throw alreadyPartitioned();
    return partitionByHall(tx, partitions);
  });
  // Without statistics of the new tables the planner would guess.
  await renewStatistics(sql, "all");
  return { partitions, moved };
}

const alreadyPartitioned = () =>
  problem(
    "already-partitioned",
    bilingual("数据库已按大厅分区，不再重复。", "The store is already partitioned by hall."),
    NOTHING_WRITTEN,
    bilingual(
      "要改变分区数，请在备份之后用 PostgreSQL 自己的办法搬移各行。",
      "For another number of partitions, make a backup and move the rows with PostgreSQL's own tools.",
    ),
  );

const onlyPostgres = () =>
  problem(
    "needs-postgresql",
    bilingual("内嵌演示库不能备份或恢复。", "The demonstration store cannot be backed up or restored."),
    NOTHING_WRITTEN,
    bilingual("请设置 DATABASE_URL=postgres://…。", "Set DATABASE_URL=postgres://…."),
  );

const needed = (database: Database | null): Database => {
  if (database === null) throw onlyPostgres();
  return database;
};

/** The tasks that need no store. */
export type OfflineTask = Extract<Task, { kind: "make-signing-key" | "sign" }>;

/** Runs a task without a store: the private key need never be where the centre is. */
export const runOffline = (task: OfflineTask): object =>
  task.kind === "sign" ? signFile(task.file, task.key) : makeSigningKey(task.file);

/** The tasks that work on the store. */
export type StoreTask = Exclude<Task, OfflineTask | { kind: "serve" | "help" }>;

/** Runs a task on the store and returns its result. `database` is null for the embedded store. */
export async function runTask(
  { sql, database, now }: { sql: Sql; database: Database | null; now: Now },
  task: StoreTask,
): Promise<object> {
  // A restore brings its own schema.
  if (task.kind !== "restore") await migrate(sql, now());
  switch (task.kind) {
    case "create-hall":
      return createHall(sql, task.name, now, task.station);
    case "set-kind":
      return nameKind(sql, { kind: task.station, prefixes: task.prefixes });
    case "revoke-station":
      return endStation(sql, task.prefix, now);
    case "revoke-codes":
      return { hall: task.hall, revoked: await revokeCodes(sql, task.hall, now()) };
    case "list-stations":
      return { stations: await listStations(sql) };
    case "create-agency":
      return createAgency(sql, task, now);
    case "revoke-agency":
      return endAgency(sql, task.name, now);
    case "list-agencies":
      return { agencies: await listAgencies(sql) };
    case "change-token":
      return changeAgencyToken(sql, task.name);
    case "give-hall":
      return giveHalls(sql, task);
    case "list-reads":
      return readsOf(sql, task.application);
    case "publish-profile":
      return publishProfile(sql, task, now);
    case "publish-calendar":
      return publishCalendar(sql, task, now);
    case "publish-roster":
      return publishRoster(sql, task, now);
    case "load-register":
      return loadRegister(sql, task, now);
    case "list-publications":
      return { publications: await listPublished(sql) };
    case "import":
      return importFile(sql, task, now);
    case "backup":
      return backUp(sql, needed(database), task.file, now);
    case "restore":
      return restore(sql, needed(database), task.file, now);
    case "mark-backup":
      return markBackup(sql);
    case "confirm-backup":
      return confirmBackup(sql, task.position, now());
    case "new-epoch":
      return newEpoch(sql, now);
    case "partition":
      return partition(sql, task.partitions);
  }
}
