import { parseArgs } from "node:util";
import { say } from "../shared/bilingual.ts";
import { badInput, NOTHING_WRITTEN, problem } from "../shared/problem.ts";

/** How to call the centre, printed on a mistake and by `--help`. */
export const USAGE = `中心平台 / the centre
  DATABASE_URL=postgres://… main.ts [--port N] [--host A]   在 PostgreSQL 上运行 / run on PostgreSQL
  main.ts --data DIR [--port N]                             内嵌演示库 / embedded demonstration store
  --create-hall NAME     新发大厅注册码，只显示一次 / issue an enrolment code, shown once
  --revoke-station P     吊销前缀为 P 的窗口 / revoke the station with prefix P
  --print-address        就绪后在标准输出打印一行 JSON；标准输入关闭即退出
                         print one JSON line when ready; end when standard input closes`;

const DEFAULT_PORT = 8720;

/** What the command line asks for. */
export type Command = {
  store: { kind: "pglite"; dir: string } | { kind: "postgresql"; url: string };
  port: number;
  host: string;
  printAddress: boolean;
  task: { kind: "serve" } | { kind: "create-hall"; name: string } | { kind: "revoke-station"; prefix: string } | { kind: "help" };
};

/** Reads the command line; throws a `ProblemError` that names what is wrong. `--data` wins over the environment's database. */
export function readCommandLine(args: string[], databaseUrl: string | undefined): Command {
  const values = parse(args);
  const common = { port: readPort(values.port), host: values.host ?? "127.0.0.1", printAddress: values["print-address"] ?? false, task: readTask(values) };
  if (values.data !== undefined) {
    if (values.data.trim() === "") throw badInput([{ path: "--data", message: say("须给出文件夹", "must name a folder") }]);
    if (values.host !== undefined) throw badInput([{ path: "--host", message: say("演示平台只在本机回环地址上运行", "the demonstration centre serves on loopback only") }]);
    return { ...common, store: { kind: "pglite", dir: values.data } };
  }
  if (databaseUrl !== undefined && databaseUrl !== "") return { ...common, store: { kind: "postgresql", url: databaseUrl } };
  if (common.task.kind === "help") return { ...common, store: { kind: "pglite", dir: "." } };
  throw problem(
    "no-store",
    say("没有指定数据库：既没有 DATABASE_URL，也没有 --data。", "No store was named: neither DATABASE_URL nor --data is given."),
    NOTHING_WRITTEN,
    say("正式使用请设置 DATABASE_URL=postgres://…；演示请用 --data 文件夹。", "For real use set DATABASE_URL=postgres://…; for a demonstration pass --data FOLDER."),
  );
}

type Values = ReturnType<typeof parse>;

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        data: { type: "string" },
        port: { type: "string" },
        host: { type: "string" },
        "create-hall": { type: "string" },
        "revoke-station": { type: "string" },
        "print-address": { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    return values;
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    throw badInput([{ path: args.join(" ").slice(0, 200), message: say(`命令行有误。\n${USAGE}`, told) }]);
  }
}

function readPort(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw badInput([{ path: "--port", message: say("须为 0 到 65535 的整数", "must be a whole number from 0 to 65535") }]);
  return port;
}

function readTask(values: Values): Command["task"] {
  if (values.help === true) return { kind: "help" };
  const name = values["create-hall"];
  if (name !== undefined) {
    const sound = name.trim() !== "" && name.length <= 100 && !/\p{Cc}/u.test(name) && name.isWellFormed();
    if (!sound) throw badInput([{ path: "--create-hall", message: say("大厅名称须为 1 到 100 个字，不含控制字符", "a hall's name is 1 to 100 characters without control characters") }]);
    return { kind: "create-hall", name: name.trim() };
  }
  const prefix = values["revoke-station"];
  return prefix === undefined ? { kind: "serve" } : { kind: "revoke-station", prefix };
}
