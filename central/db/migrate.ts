import { createHash } from "node:crypto";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import type { Instant } from "#shared/time/instant.ts";
import { allMigrations } from "./migrations/all-migrations.ts";
import type { Migration } from "./migrations/migration.ts";
import { renewStatistics } from "./statistics.ts";
import { type Queryable, type Sql, textOf, wholeOf } from "./sql.ts";

/** Whether a database has no tables yet. */
export async function isEmptyStore(db: Queryable): Promise<boolean> {
  const rows = await db.query(
    `select 1 from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where relkind in ('r', 'p', 'v', 'm', 'S') and nspname not in ('pg_catalog', 'information_schema')
       and nspname not like 'pg\\_toast%' limit 1`,
  );
  return rows.length === 0;
}

/** Any fixed number, the same in every instance. */
const MIGRATION_LOCK = 5_274_001;

const hashOf = (migration: Migration): string =>
  createHash("sha256").update(migration.statements.join(";\n")).digest("hex");

/**
 * Brings the schema up to date, all steps or none. Instances that start together wait for each other.
 * A store with records gets new statistics after a step. An empty one must not: it would count as empty for long.
 */
export async function migrate(sql: Sql, at: Instant, migrations: readonly Migration[] = allMigrations): Promise<void> {
  if ((await applyPending(sql, at, migrations)) && (await sql.query("select 1 from entries limit 1")).length > 0)
    await renewStatistics(sql, "all");
}

/** True where a step was applied. */
async function applyPending(sql: Sql, at: Instant, migrations: readonly Migration[]): Promise<boolean> {
  return sql.transaction(async (tx) => {
    // The statement timeout is meant for requests; another instance may be migrating for longer.
    await tx.query("set local statement_timeout = 0");
    await tx.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    await tx.query(
      `create table if not exists schema_migrations (
         id integer primary key, name text not null, hash text not null, applied_at timestamptz not null
       )`,
    );
    const applied = await listApplied(tx);
    let hasApplied = false;
    for (const migration of migrations) {
      const hash = applied.get(migration.id);
      if (hash === undefined) {
        await apply(tx, migration, at);
        hasApplied = true;
      }
      if (hash !== undefined && hash !== hashOf(migration)) throw changedMigration(migration);
      applied.delete(migration.id);
    }
    if (applied.size > 0) throw newerSchema([...applied.keys()]);
    return hasApplied;
  });
}

async function listApplied(tx: Queryable): Promise<Map<number, string>> {
  const rows = await tx.query("select id, hash from schema_migrations order by id");
  return new Map(rows.map((row) => [wholeOf(row, "id"), textOf(row, "hash")]));
}

async function apply(tx: Queryable, migration: Migration, at: Instant): Promise<void> {
  for (const statement of migration.statements) await tx.query(statement);
  await tx.query("insert into schema_migrations (id, name, hash, applied_at) values ($1, $2, $3, $4)", [
    migration.id,
    migration.name,
    hashOf(migration),
    at,
  ]);
}

const changedMigration = (migration: Migration) =>
  problem(
    "schema-changed",
    bilingual(
      `数据库结构第 ${migration.id} 步与本程序中的不一致。`,
      `Step ${migration.id} of the database's schema differs from this program's.`,
    ),
    DATA_IS_SAFE,
    bilingual(
      "请使用建立该数据库的同一发行版本，或联系维护人员；不要手工修改。",
      "Use the release that made this database, or call the maintainers; do not change it by hand.",
    ),
  );

const newerSchema = (ids: number[]) =>
  problem(
    "schema-newer",
    bilingual(
      `数据库由更新的版本建立（第 ${ids.join("、")} 步），本程序不认识。`,
      `The database was made by a newer version (step ${ids.join(", ")}) that this program does not know.`,
    ),
    DATA_IS_SAFE,
    bilingual("请升级中心平台程序后重新启动。", "Upgrade the centre's program and start again."),
  );
