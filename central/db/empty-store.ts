import type { Queryable } from "./sql.ts";

/** Whether a database holds no table yet that anyone made. */
export async function isEmptyStore(db: Queryable): Promise<boolean> {
  const rows = await db.query(
    "select 1 from pg_class join pg_namespace on pg_namespace.oid = relnamespace where relkind in ('r', 'p', 'v', 'm', 'S') and nspname not in ('pg_catalog', 'information_schema') and nspname not like 'pg\\_toast%' limit 1",
  );
  return rows.length === 0;
}
