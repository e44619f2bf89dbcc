import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem, ProblemError } from "#shared/lib/problem.ts";
import type { StationKind } from "#shared/contract/centre/station.ts";
import type { Now } from "#shared/time/instant.ts";
import { listValidTokens } from "#central/db/valid-tokens.ts";
import { makeAttemptLimit, makeStrangerLimit } from "#central/http/rate-limit.ts";
import { buildCentreApp } from "#central/http/app.ts";
import type { Tls } from "#central/http/tls.ts";
import { storeRegister, type Register } from "#central/http/routes/register.ts";
import { addEnrolmentCode } from "#central/db/enrolment-codes.ts";
import { databaseProblem } from "#central/db/database-problem.ts";
import { ensureHall } from "#central/db/halls.ts";
import { migrate } from "#central/db/migrate.ts";
import type { Sql } from "#central/db/sql.ts";
import { currentState } from "#central/domain/epoch.ts";
import { createPushQueue } from "#central/domain/push-queue.ts";
import { createReadCopy } from "#central/db/read-copy.ts";
import { createIndexer } from "#central/indexer/indexer.ts";
import { type Log, NO_LOG } from "#central/lib/log.ts";
import { errorCode } from "#central/lib/errors.ts";
import { hashEnrolmentCode } from "#central/lib/secrets.ts";

/** How a centre is started; `port` 0 takes any free one. */
export type CentreOptions = {
  sql: Sql;
  port: number;
  host?: string;
  /** Without it the centre serves HTTP, behind a proxy that brings TLS. */
  tls?: Tls | null;
  now: Now;
  /** Halls that must exist, each with a code that enrols any number of stations into it: for the demonstration. */
  enrolmentCodes?: readonly { hallName: string; code: string; kind?: StationKind }[];
  /** Enrolment tries a minute of one hall from one address. */
  enrolmentAttemptsPerMinute?: number;
  /** Calls a minute from one address with tokens that nobody has; beyond it only tokens seen before are looked up. */
  unknownTokensPerMinute?: number;
  /** Calls a minute of one station or agency at this instance; beyond it the caller is asked to wait. */
  callsPerMinute?: number;
  log?: Log | null;
  /** Answers look-ups; without it, the register loaded into the store does. */
  register?: Register;
  /** A copy of the store that lists may be read from. */
  copy?: Sql | null;
};

/** A centre that answers at `url`. `close` lets requests under way finish; it does not close the store. */
export type RunningCentre = { url: string; close: () => Promise<void> };

const ATTEMPTS_PER_MINUTE = 20;
/** Behind a proxy that names no client, the revoked stations of all halls have one address. */
const UNKNOWN_TOKENS_PER_MINUTE = 600;
/** Behind a proxy that names no client, all halls have one address. */
const HALLS_OF_ONE_ADDRESS = 50;
/** Five hundred a second: more than a busy station makes, less than an instance can answer. */
const CALLS_PER_MINUTE = 30_000;

/** Brings the schema up to date and starts serving; throws a `ProblemError` that says what to do. */
export async function startCentre(options: CentreOptions): Promise<RunningCentre> {
  const { sql, now, port, host = "127.0.0.1" } = options;
  await prepareStore(options);
  const attempts = options.enrolmentAttemptsPerMinute ?? ATTEMPTS_PER_MINUTE;
  const enrolmentLimit = makeAttemptLimit(attempts, now);
  const addressLimit = makeAttemptLimit(attempts * HALLS_OF_ONE_ADDRESS, now);
  const callLimit = makeAttemptLimit(options.callsPerMinute ?? CALLS_PER_MINUTE, now);
  const log = options.log ?? NO_LOG;
  const storeLog = log.child({ area: "store" });
  const indexer = createIndexer(sql, now, log.child({ area: "indexer" }));
  indexer.notify();
  const app = buildCentreApp(
    {
      sql,
      now,
      log,
      enrolmentLimit,
      addressLimit,
      callLimit,
      strangerLimit: makeStrangerLimit(options.unknownTokensPerMinute ?? UNKNOWN_TOKENS_PER_MINUTE, now, () =>
        listValidTokens(sql, now()),
      ),
      register: options.register ?? storeRegister(sql),
      indexer,
      copy: createReadCopy(sql, options.copy ?? null, storeLog),
      pushes: createPushQueue(sql, storeLog),
    },
    options.tls ?? null,
  );
  try {
    const address = await app.listen({ port, host });
    log.info("the centre is serving");
    const url = options.tls == null ? address : address.replace(/^http:/, "https:");
    const close = async (): Promise<void> => {
      await app.close();
      await indexer.close();
    };
    return { url, close };
  } catch (error) {
    await app.close();
    await indexer.close();
    throw listenProblem(error, host, port);
  }
}

async function prepareStore({ sql, now, enrolmentCodes = [] }: CentreOptions): Promise<void> {
  try {
    await migrate(sql, now());
    await currentState(sql, now);
    for (const { hallName, code, kind = "window" } of enrolmentCodes) {
      const hall = await ensureHall(sql, hallName, now());
      await addEnrolmentCode(sql, { hallId: hall.id, codeHash: hashEnrolmentCode(code), kind, expiresAt: null }, now());
    }
  } catch (error) {
    throw databaseProblem(error);
  }
}

function listenProblem(error: unknown, host: string, port: number): ProblemError {
  const code = errorCode(error) ?? "?";
  const taken = code === "EADDRINUSE";
  return problem(
    taken ? "port-taken" : "cannot-listen",
    taken
      ? bilingual(`端口 ${host}:${port} 已被别的程序占用。`, `Port ${host}:${port} is taken by another program.`)
      : bilingual(`无法在 ${host}:${port} 上监听（${code}）。`, `Cannot listen on ${host}:${port} (${code}).`),
    DATA_IS_SAFE,
    bilingual(
      "请用 --port 换一个端口（0 表示任选），或关闭占用它的程序。",
      "Choose another with --port (0 takes any free one), or close the program that holds it.",
    ),
  );
}
