import { isMainThread } from "node:worker_threads";
import { type Bilingual, bilingual, counted } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem, ProblemError } from "#shared/lib/problem.ts";
import { databaseProblem } from "#central/db/database-problem.ts";
import { openPglite, PGLITE_NOTICE } from "#central/db/pglite.ts";
import { openPostgres, openReadOnly } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { countWithoutKind } from "#central/db/stations.ts";
import { readTls } from "#central/http/tls.ts";
import { withoutPasswords } from "#central/lib/errors.ts";
import { type Log, NO_LOG, openLog, rotatingFile } from "#central/lib/log.ts";
import { type Command, modernSpelling, readCommandLine } from "./command-line.ts";
import { type Config, readConfig } from "./config.ts";
import { openEmbeddedCentre } from "./embedded-centre.ts";
import { runOffline, runTask, type StoreTask } from "./run-task.ts";
import { startCentre } from "./start-centre.ts";

// What the centre writes is for its user only. Beside a station it runs in a thread, which has the program's own umask.
if (isMainThread) process.umask(0o077);

/** How long requests under way may take once the centre is asked to stop. */
const STOP_TIMEOUT_MS = 10_000;

/** Ends the process in order at SIGTERM or SIGINT and, if watched, when standard input closes: a dying parent closes it. */
function stopOnSignal(close: () => Promise<void>, { watchStdin, log }: { watchStdin: boolean; log: Log }): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "stopping the centre failed");
        process.exit(1);
      },
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  // A dead parent takes the reader of our messages with it; a failed write must not end us half-way.
  process.stderr.on("error", stop);
  process.stdout.on("error", stop);
  if (!watchStdin) return;
  process.stdin.on("end", stop);
  process.stdin.on("close", stop);
  process.stdin.on("error", stop);
  process.stdin.resume();
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

const now = (): string => new Date().toISOString();
const printText = (text: Bilingual): void => {
  process.stderr.write(withoutPasswords(`${text.zh}\n${text.en}\n`));
};
const print = (value: object): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

/** The service logs to standard error unless a file is named; a task logs into a named file only. */
function logFor({ logFile, task }: Command, { logLevel }: Config): Log {
  if (logFile !== null) return openLog(rotatingFile(logFile), logLevel);
  return task.kind === "serve" ? openLog(process.stderr, logLevel) : NO_LOG;
}

type Context = { command: Command; config: Config; log: Log };

async function administer({ command: { store }, config, log }: Context, task: StoreTask): Promise<void> {
  const sql =
    store.kind === "pglite" ? await openPglite(store.dir) : await openPostgres(store.url, { connections: 1, log });
  try {
    const database = store.kind === "pglite" ? null : { url: store.url, env: config.toolEnv };
    print(await runTask({ sql, database, now }, task));
  } catch (error) {
    throw databaseProblem(error);
  } finally {
    await sql.close();
  }
}

async function serve(context: Context): Promise<void> {
  const { store, printAddress } = context.command;
  const running = store.kind === "pglite" ? await serveDemo(context, store.dir) : await serveReal(context, store.url);
  // Watched before the address is printed: a parent that dies at once must be noticed too.
  stopOnSignal(running.close, { watchStdin: printAddress, log: context.log });
  printText(bilingual(`中心平台已启动：${running.address.url}`, `The centre is serving at ${running.address.url}`));
  if (printAddress) print(running.address);
}

type Serving = { address: { url: string; enrolmentCode?: string }; close: () => Promise<void> };

async function serveDemo({ command, log }: Context, dir: string): Promise<Serving> {
  printText(PGLITE_NOTICE);
  const centre = await openEmbeddedCentre(dir, { now, port: command.port, log });
  return { address: { url: centre.url, enrolmentCode: centre.enrolmentCode }, close: centre.close };
}

/** Stations enrolled by an older version read nothing of their hall until somebody says what they are. */
async function noteMissingKinds(sql: Sql): Promise<void> {
  const stations = await countWithoutKind(sql);
  if (stations > 0)
    printText(
      bilingual(
        `有 ${stations} 个窗口没有登记类别，在登记之前收不到大厅的记录：用 list-stations 查看，用 set-kind 登记。`,
        `${counted(stations, "station")} without a kind, to which none of the hall's records are sent: ` +
          "see list-stations, then run set-kind.",
      ),
    );
}

async function serveReal({ command, config, log }: Context, databaseUrl: string): Promise<Serving> {
  const sql = await openPostgres(databaseUrl, { log });
  const { databaseReadUrl } = config;
  const copy = databaseReadUrl === null ? null : openReadOnly(databaseReadUrl, { log });
  const closeStores = async (): Promise<void> => {
    await copy?.close();
    await sql.close();
  };
  try {
    printText(
      sql.durable
        ? bilingual("数据库：PostgreSQL，确认即已落盘。", "Store: PostgreSQL; what is confirmed is on disk.")
        : bilingual(
            "警告：此 PostgreSQL 关闭了 fsync 或 full_page_writes，断电可能丢失已确认的记录！",
            "Warning: this PostgreSQL has fsync or full_page_writes off. A power cut may lose confirmed records!",
          ),
    );
    if (!LOOPBACK.has(command.host) && command.tls === null)
      printText(
        bilingual(
          "注意：中心平台本身不加密，对外服务时请放在启用 TLS 的反向代理之后。",
          "Note: the centre does not encrypt. Put it behind a reverse proxy with TLS when it serves other machines.",
        ),
      );
    const centre = await startCentre({
      sql,
      port: command.port,
      host: command.host,
      tls: command.tls === null ? null : readTls(command.tls),
      now,
      log,
      copy,
    });
    await noteMissingKinds(sql);
    return {
      address: { url: centre.url },
      close: async () => {
        await centre.close();
        await closeStores();
      },
    };
  } catch (error) {
    await closeStores();
    throw error;
  }
}

const problemOf = (error: unknown): ProblemError =>
  error instanceof ProblemError
    ? error
    : problem(
        "failed",
        bilingual("中心平台未能启动。", "The centre could not start."),
        DATA_IS_SAFE,
        bilingual(
          `请将此信息交给维护人员：${error instanceof Error ? error.name : "error"}`,
          `Give this to the maintainers: ${error instanceof Error ? (error.stack ?? error.name) : "error"}`,
        ),
      );

function printProblem(error: unknown): void {
  const { what, safe, next, fields } = problemOf(error).problem;
  const lines = fields.map(({ path, message }) => bilingual(`${path}：${message.zh}`, `${path}: ${message.en}`));
  for (const text of [what, ...lines, safe, next]) printText(text);
}

async function run(context: Context): Promise<void> {
  const { task } = context.command;
  switch (task.kind) {
    case "help":
      process.stderr.write(task.text);
      return;
    case "serve":
      return serve(context);
    case "sign":
    case "make-signing-key":
      print(runOffline(task));
      return;
    default:
      return administer(context, task);
  }
}

async function main(): Promise<void> {
  let log = NO_LOG;
  try {
    const config = readConfig();
    const { args, note } = modernSpelling(process.argv.slice(2));
    if (note !== null) printText(note);
    const command = readCommandLine(args, config.databaseUrl);
    log = logFor(command, config).child({ area: "cli" });
    await run({ command, config, log });
  } catch (error) {
    log.error({ err: error }, "the command failed");
    printProblem(error);
    // Not process.exit: what was printed must reach a pipe first.
    process.exitCode = 1;
  }
}

// The bundle in a package is CommonJS, which has no await outside a function.
void main();
