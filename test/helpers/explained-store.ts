import type { Queryable, Row, Sql, SqlValue } from "#central/db/sql.ts";

/** What PostgreSQL did for one statement: rows of tables and pages that it looked at, and its own time in milliseconds. */
export type Explained = { text: string; plan: string; rows: number; pages: number; ms: number };

const IS_PLANNED = /^\s*(with|select|insert|update|delete)\b/i;
/** How each statement is planned: for its values, and for any. */
export const PLANS = ["force_custom_plan", "force_generic_plan"];

function literal(value: SqlValue): string {
  if (value === null) return "null";
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value).toString("hex")}'`;
  return `'${String(value).replaceAll("'", "''")}'`;
}

type PlanNode = {
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Index Name"?: string;
  "Relation Name"?: string;
  Plans?: PlanNode[];
};
type Explanation = { Plan: PlanNode; "Execution Time": number };

/** Rows that the scans below a node looked at, whether they were wanted or not. */
function rowsRead(node: PlanNode): number {
  const isScan = node["Relation Name"] !== undefined || node["Index Name"] !== undefined;
  const rows = (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
  return (isScan ? rows : 0) + (node.Plans ?? []).reduce((sum, inner) => sum + rowsRead(inner), 0);
}

async function explain(tx: Queryable, text: string, params: readonly SqlValue[]): Promise<Explained[]> {
  const found: Explained[] = [];
  for (const plan of PLANS) {
    await tx.query("savepoint explained");
    await tx.query(`set local plan_cache_mode = ${plan}`);
    await tx.query(`prepare explained as ${text}`);
    const values = params.length === 0 ? "" : `(${params.map(literal).join(", ")})`;
    const [row] = await tx.query(`explain (analyze, buffers, format json) execute explained${values}`);
    await tx.query("deallocate explained");
    const explanation = (row?.["QUERY PLAN"] as Explanation[] | undefined)?.[0];
    if (explanation === undefined) throw new Error("PostgreSQL explained nothing");
    const pages = explanation.Plan["Shared Hit Blocks"] + explanation.Plan["Shared Read Blocks"];
    found.push({ text, plan, rows: rowsRead(explanation.Plan), pages, ms: explanation["Execution Time"] });
    await tx.query("rollback to savepoint explained");
  }
  return found;
}

/**
 * A store that explains each statement before it runs it, once with a plan for its values and once with one for any.
 * `note` gets what PostgreSQL did. What the explanation wrote is rolled back.
 */
export function explainedStore(sql: Sql, note: (explained: Explained) => void): Sql {
  const onTransaction = (tx: Queryable): Queryable => ({
    async query(text: string, params: readonly SqlValue[] = []): Promise<Row[]> {
      if (IS_PLANNED.test(text)) (await explain(tx, text, params)).forEach(note);
      return tx.query(text, params);
    },
  });
  return {
    ...sql,
    query: (text, params) => sql.transaction((tx) => onTransaction(tx).query(text, params)),
    transaction: (work) => sql.transaction((tx) => work(onTransaction(tx))),
  };
}
