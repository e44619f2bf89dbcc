import { Command as Program, CommanderError } from "commander";
import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import { badInput, NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { both, declareTasks, type Task } from "./tasks.ts";

const DEFAULT_PORT = 8720;

/** Tasks without a store: keys are made, and files signed, on the machine that keeps the key. */
const STORELESS: ReadonlySet<Task["kind"]> = new Set(["help", "make-signing-key", "sign"]);

/** What the command line asks for. */
export type Command = {
  store: { kind: "pglite"; dir: string } | { kind: "postgresql"; url: string };
  port: number;
  host: string;
  printAddress: boolean;
  /** Files of the centre's own TLS; null where a proxy brings it. */
  tls: { cert: string; key: string; clientCa: string | null } | null;
  /** The log file; null where lines go to standard error. */
  logFile: string | null;
  task: Task;
};

const NOTES = `
DATABASE_URL=postgres://…       ${both("在 PostgreSQL 上运行", "run on PostgreSQL")}
DATABASE_READ_URL=postgres://…  ${both("下发与清单可读自只读副本", "read feed and lists from a streaming replica")}
LIANDONG_LOG_LEVEL=debug|…      ${both("日志级别，默认 info", "log level, info by default")}
${both("旧写法（如 --create-hall NAME）仍可使用", "old spellings such as --create-hall NAME still work")}
`;

type Options = {
  data?: string;
  port?: string;
  host?: string;
  tlsCert?: string;
  tlsKey?: string;
  tlsClientCa?: string;
  logFile?: string;
  printAddress?: boolean;
};

function makeProgram(ask: (task: Task) => void): Program {
  const program = new Program("centre")
    .description(both("中心平台", "the centre"))
    .option("--data <dir>", both("内嵌演示库的文件夹", "folder of the embedded demonstration store"))
    .option("--port <n>", both(`端口，默认 ${DEFAULT_PORT}`, `port, ${DEFAULT_PORT} by default; 0 takes any free one`))
    .option("--host <address>", both("监听地址，默认 127.0.0.1", "address to listen on, 127.0.0.1 by default"))
    .option("--tls-cert <file>", both("自带 TLS 的证书", "certificate, to serve TLS"))
    .option("--tls-key <file>", both("自带 TLS 的私钥", "its key"))
    .option(
      "--tls-client-ca <file>",
      both("只接受持此 CA 证书的窗口", "accept only stations with certificates of this CA"),
    )
    .option(
      "--log-file <file>",
      both("日志写入文件并自动轮换，默认写到标准错误", "log to a file that rotates; standard error by default"),
    )
    .option(
      "--print-address",
      both(
        "就绪后在标准输出打印一行 JSON；标准输入关闭即退出",
        "print one JSON line when ready; end when standard input closes",
      ),
    );
  program.exitOverride().configureOutput({
    writeOut: (text) => ask({ kind: "help", text: text + NOTES }),
    writeErr: () => undefined,
  });
  program
    .command("serve", { isDefault: true })
    .description(both("启动服务（默认）", "serve (the default)"))
    .action(() => ask({ kind: "serve" }));
  declareTasks(program, ask);
  return program;
}

/** Tasks that were options before, with those whose word has changed. */
const RENAMED: Readonly<Record<string, string>> = {
  "create-party": "create-agency",
  "revoke-party": "revoke-agency",
  "list-parties": "list-agencies",
};

/** Rewrites an old spelling (`--create-hall NAME`) as a subcommand, with a note that says the new one. */
export function modernSpelling(args: readonly string[]): { args: string[]; note: Bilingual | null } {
  const tasks = new Set(makeProgram(() => undefined).commands.map((command) => command.name()));
  const taskOf = (arg: string): string | null => {
    const name = /^--([a-z-]+)/.exec(arg)?.[1] ?? "";
    const task = RENAMED[name] ?? name;
    return tasks.has(task) ? task : null;
  };
  const at = args.findIndex((arg) => taskOf(arg) !== null);
  const [old, task] = [args[at], taskOf(args[at] ?? "")];
  if (old === undefined || task === null) return { args: [...args], note: null };
  const second = args.find((arg, place) => place !== at && taskOf(arg) !== null);
  if (second !== undefined)
    throw badInput([{ path: second, message: bilingual("一次只能做一件事", "only one task at a time") }]);
  const [flag = "", ...inline] = old.split("=");
  const value = inline.length === 0 ? [] : [inline.join("=")];
  return {
    args: [task, ...value, ...args.slice(at + 1), ...args.slice(0, at)],
    note: bilingual(`${flag} 现在写作 ${task}。`, `${flag} is now written ${task}.`),
  };
}

function parse(args: string[]): { task: Task; options: Options } {
  let task: Task = { kind: "serve" };
  const program = makeProgram((asked) => {
    task = asked;
  });
  try {
    program.parse(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) {
      const path = args.join(" ").slice(0, 200);
      throw badInput([
        { path, message: bilingual(`命令行有误。\n${program.helpInformation()}${NOTES}`, error.message) },
      ]);
    }
  }
  return { task, options: program.opts<Options>() };
}

/** Reads the command line; throws a `ProblemError` that names what is wrong. `--data` wins over the environment's database. */
export function readCommandLine(args: string[], databaseUrl: string | null): Command {
  const { task, options } = parse(args);
  return {
    store: storeOf(options, task, databaseUrl),
    port: readPort(options.port),
    host: options.host ?? "127.0.0.1",
    printAddress: options.printAddress ?? false,
    tls: readTlsFiles(options),
    logFile: options.logFile ?? null,
    task,
  };
}

function storeOf({ data, host }: Options, task: Task, databaseUrl: string | null): Command["store"] {
  if (data !== undefined) {
    if (data.trim() === "")
      throw badInput([{ path: "--data", message: bilingual("须给出文件夹", "must name a folder") }]);
    const loopbackOnly = bilingual(
      "演示平台只在本机回环地址上运行",
      "the demonstration centre serves on loopback only",
    );
    if (host !== undefined) throw badInput([{ path: "--host", message: loopbackOnly }]);
    return { kind: "pglite", dir: data };
  }
  if (databaseUrl !== null) return { kind: "postgresql", url: databaseUrl };
  if (STORELESS.has(task.kind)) return { kind: "pglite", dir: "." };
  throw problem(
    "no-store",
    bilingual(
      "没有指定数据库：既没有 DATABASE_URL，也没有 --data。",
      "No store was named: neither DATABASE_URL nor --data is given.",
    ),
    NOTHING_WRITTEN,
    bilingual(
      "正式使用请设置 DATABASE_URL=postgres://…；演示请用 --data 文件夹。",
      "For real use set DATABASE_URL=postgres://…; for a demonstration pass --data FOLDER.",
    ),
  );
}

function readTlsFiles({ tlsCert: cert, tlsKey: key, tlsClientCa: clientCa }: Options): Command["tls"] {
  if (cert === undefined && key === undefined && clientCa === undefined) return null;
  const together = bilingual("证书和私钥须一并给出", "certificate and key are given together");
  if (cert === undefined) throw badInput([{ path: "--tls-cert", message: together }]);
  if (key === undefined) throw badInput([{ path: "--tls-key", message: together }]);
  return { cert, key, clientCa: clientCa ?? null };
}

function readPort(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  const range = bilingual("须为 0 到 65535 的整数", "must be a whole number from 0 to 65535");
  throw badInput([{ path: "--port", message: range }]);
}
