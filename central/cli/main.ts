import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem, ProblemError } from "#shared/lib/problem.ts";
import { databaseProblem } from "#central/db/database-problem.ts";
import { openPglite, PGLITE_NOTICE } from "#central/db/pglite.ts";
import { openPostgres, openReadOnly } from "#central/db/postgres.ts";
import { readTls } from "#central/http/tls.ts";
import { type Command, readCommandLine, USAGE } from "./command-line.ts";
import { openEmbeddedCentre } from "./embedded-centre.ts";
import { runOffline, runTask } from "./run-task.ts";
import { startCentre } from "./start-centre.ts";

/** How long requests under way may take once the centre is told to stop. */
const STOP_TIMEOUT_MS = 10_000;

/** Ends the process in order at SIGTERM or SIGINT, and, when watched, when standard input closes - which a dying parent does whatever kills it. */
function stopOnSignal(close: () => Promise<void>, options: { watchStdin: boolean }): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  // A dead parent takes the reader of our messages with it; a failed write must not end us half-way.
  process.stderr.on("error", stop);
  process.stdout.on("error", stop);
  if (!options.watchStdin) return;
  process.stdin.on("end", stop);
  process.stdin.on("close", stop);
  process.stdin.on("error", stop);
  process.stdin.resume();
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

const now = (): string => new Date().toISOString();
const printText = (text: Bilingual): void => {
  process.stderr.write(`${text.zh}\n${text.en}\n`);
};
const print = (value: object): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

async function administer(command: Command, task: Parameters<typeof runTask>[2]): Promise<void> {
  const sql =
    command.store.kind === "pglite"
      ? await openPglite(command.store.dir)
      : await openPostgres(command.store.url, { connections: 1 });
  try {
    print(await runTask(sql, command.store, task, now));
  } catch (error) {
    throw databaseProblem(error);
  } finally {
    await sql.close();
  }
}

async function serve(command: Command): Promise<void> {
  const running =
    command.store.kind === "pglite"
      ? await serveDemo(command, command.store.dir)
      : await serveReal(command, command.store.url);
  // Watched before the address is told: a parent that dies at once must be noticed too.
  stopOnSignal(running.close, { watchStdin: command.printAddress });
  printText(bilingual(`中心平台已启动：${running.address.url}`, `The centre is serving at ${running.address.url}`));
  if (command.printAddress) print(running.address);
}

type Serving = { address: { url: string; enrolmentCode?: string }; close: () => Promise<void> };

async function serveDemo(command: Command, dir: string): Promise<Serving> {
  printText(PGLITE_NOTICE);
  const centre = await openEmbeddedCentre(dir, { now, port: command.port, log: process.stderr });
  return { address: { url: centre.url, enrolmentCode: centre.enrolmentCode }, close: centre.close };
}

async function serveReal(command: Command, databaseUrl: string): Promise<Serving> {
  const sql = await openPostgres(databaseUrl);
  const readUrl = process.env["DATABASE_READ_URL"] ?? "";
  const copy = readUrl === "" ? null : openReadOnly(readUrl);
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
            "Warning: this PostgreSQL has fsync or full_page_writes off; confirmed records may be lost in a power cut!",
          ),
    );
    if (!LOOPBACK.has(command.host) && command.tls === null)
      printText(
        bilingual(
          "注意：中心平台本身不加密，对外服务时请放在启用 TLS 的反向代理之后。",
          "Note: the centre itself does not encrypt; put it behind a reverse proxy with TLS when it serves other machines.",
        ),
      );
    const centre = await startCentre({
      sql,
      port: command.port,
      host: command.host,
      tls: command.tls === null ? null : readTls(command.tls),
      now,
      log: process.stderr,
      copy,
    });
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

async function main(): Promise<void> {
  try {
    const command = readCommandLine(process.argv.slice(2), process.env["DATABASE_URL"]);
    if (command.task.kind === "help") process.stderr.write(`${USAGE}\n`);
    else if (command.task.kind === "serve") await serve(command);
    else if (command.task.kind === "sign" || command.task.kind === "make-signing-key") print(runOffline(command.task));
    else await administer(command, command.task);
  } catch (error) {
    const { what, safe, next, fields } = problemOf(error).problem;
    for (const text of [
      what,
      ...fields.map(({ path, message }) => bilingual(`${path}：${message.zh}`, `${path}: ${message.en}`)),
      safe,
      next,
    ])
      printText(text);
    // Not process.exit: what was said must reach a pipe first.
    process.exitCode = 1;
  }
}

// The bundle in a package is CommonJS, which knows no await outside a function.
void main();
