import { Pool, type PoolClient } from "pg";
import { databaseProblem, databaseTooOld } from "./database-problem.ts";
import { type Log, NO_LOG } from "#central/lib/log.ts";
import type { Queryable, Row, Sql, SqlValue } from "./sql.ts";

/** The oldest PostgreSQL the centre runs on. */
const OLDEST_MAJOR = 15;
const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 15_000;

const names = new Map<string, string>();

/** The name under which each connection keeps a statement prepared: planning costs more than running it. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `centre_${names.size}`;
  names.set(text, name);
  return name;
}

const queryOn = (client: Pick<PoolClient, "query">): Queryable => ({
  query: async (text: string, params: readonly SqlValue[] = []) =>
    (await client.query<Row>(params.length === 0 ? { text } : { name: nameOf(text), text, values: [...params] })).rows,
});

/**
 * A receipt promises durability, so deferred commits are switched off; a stronger level stays.
 * Plans are made once, perhaps while tables are empty, so each must use an index, and in its order where a list is cut
 * off: a bitmap reads all that fits before it sorts. No plan is worth compiling.
 */
async function prepareSession(client: Pick<PoolClient, "query">): Promise<void> {
  await client.query(
    `select set_config('enable_seqscan', 'off', false), set_config('enable_bitmapscan', 'off', false),
       set_config('jit', 'off', false),
       (select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off')`,
  );
}

/** How a database is opened: connections of its pool, and the log for those that break. */
type PoolOptions = { connections?: number; log?: Log };

/** Opens the real store; throws a `ProblemError` if it is unreachable or older than PostgreSQL 15. */
export async function openPostgres(databaseUrl: string, options: PoolOptions = {}): Promise<Sql> {
  const pool = makePool(databaseUrl, options);
  try {
    const durable = await readDurability(pool);
    return {
      ...queryOn(pool),
      store: "postgresql",
      durable,
      transaction: (work) => inTransaction(pool, work),
      close: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    throw databaseProblem(error);
  }
}

/** Opens a streaming replica to read from. It connects at the first query, so one that is down delays no start. */
export function openReadOnly(databaseUrl: string, options: PoolOptions = {}): Sql {
  const pool = makePool(databaseUrl, options);
  return {
    ...queryOn(pool),
    store: "postgresql",
    durable: false,
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  };
}

function makePool(databaseUrl: string, { connections = 10, log = NO_LOG }: PoolOptions): Pool {
  try {
    const pool = new Pool({
      connectionString: databaseUrl,
      max: connections,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
      keepAlive: true,
      application_name: "liandong-centre",
      onConnect: prepareSession,
    });
    // The pool replaces an idle connection that dies; without a listener it would end the process.
    pool.on("error", (error) => log.warn({ err: error }, "an idle connection to the database broke"));
    return pool;
  } catch (error) {
    throw databaseProblem(error);
  }
}

async function readDurability(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ version: string; fsync: string; pages: string }>(
    `select current_setting('server_version_num') as version, current_setting('fsync') as fsync,
       current_setting('full_page_writes') as pages`,
  );
  const [settings] = rows;
  const major = Math.floor(Number(settings?.version ?? 0) / 10_000);
  if (major < OLDEST_MAJOR) throw databaseTooOld(major, OLDEST_MAJOR);
  return settings?.fsync === "on" && settings.pages === "on";
}

async function inTransaction<T>(pool: Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  // A connection may die between two statements; without a listener that would end the process.
  const noteBroken = (): void => {
    broken = true;
  };
  client.on("error", noteBroken);
  try {
    await client.query("begin");
    const result = await work(queryOn(client));
    await client.query("commit");
    return result;
  } catch (error) {
    // A connection that cannot roll back must not return to the pool.
    await client.query("rollback").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.off("error", noteBroken);
    client.release(broken);
  }
}
