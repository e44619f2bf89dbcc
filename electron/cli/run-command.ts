import { parseArgs } from "node:util";
import { existsSync } from "node:fs";
import { ProblemError } from "#shared/lib/problem.ts";
import { faultProblem } from "#station/core/fault-problem.ts";
import { asRequest, newLogId, NO_LOG, openLog, type Log } from "#station/core/log.ts";
import { storeFile } from "#station/core/station-folder.ts";
import type { Command } from "./command.ts";
import { commands } from "./commands.ts";
import { defaultDataDir } from "#station/app/main-options.ts";
import { reportError, terminal, writeProblem } from "./terminal.ts";

const OK = 0;
const FAILED = 1;
const USAGE = 2;

/** Options of every command, by name; a command says which it takes. */
const options = {
  data: { type: "string" },
  profile: { type: "string" },
  clock: { type: "string" },
  from: { type: "string" },
  calendar: { type: "string" },
  out: { type: "string" },
  count: { type: "string" },
  date: { type: "string" },
  port: { type: "string" },
  centre: { type: "string" },
  code: { type: "string" },
  "code-file": { type: "string" },
  name: { type: "string" },
  kind: { type: "string" },
  address: { type: "string" },
  options: { type: "string" },
  printer: { type: "string" },
  "passphrase-file": { type: "string" },
  "token-file": { type: "string" },
  may: { type: "string" },
  phone: { type: "string" },
  receipts: { type: "string" },
  level: { type: "string" },
  area: { type: "string" },
  id: { type: "string" },
  since: { type: "string" },
  follow: { type: "boolean" },
  "accept-loss": { type: "boolean" },
  "print-address": { type: "boolean" },
  help: { type: "boolean" },
} as const;

function usage(): void {
  const lines = Object.entries(commands).map(([name, command]) => `  hall ${name} ${command.usage}`);
  process.stderr.write(
    `用法 usage:\n${lines.join("\n")}\n  --data DIR  大厅的数据文件夹 the hall's folder (default ${defaultDataDir()})\n`,
  );
}

function read(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    terminal.note(
      `命令写法不对：${error instanceof Error ? error.message : String(error)}`,
      "The command is not written as it should be.",
    );
    return null;
  }
}

/** The options that a usage line names outside brackets. */
const requiredBy = (usage: string): string[] =>
  [...usage.replace(/\[[^\]]*\]/g, "").matchAll(/--([a-z-]+)/g)].map((match) => match[1] ?? "");

const takes = ({ operands }: Command, count: number): boolean => {
  const [fewest, most] = typeof operands === "number" ? [operands, operands] : operands;
  return count >= fewest && count <= most;
};

/** Tells why a command failed; a fault of the program is logged under the id that is shown. */
function failCommand(error: unknown, log: Log, command: string, requestId: string): number {
  if (error instanceof ProblemError) {
    log.warn({ command, code: error.problem.code, err: error }, "could not do a command");
    writeProblem(error.problem);
    return FAILED;
  }
  const at = new Date().toISOString();
  log.error({ command, err: error }, "running a command");
  reportError(error);
  writeProblem(faultProblem(error, at, requestId).problem);
  return FAILED;
}

/** The log of a folder that holds a station; a command never begins one anywhere else. */
const commandLog = (dataDir: string): Log => (existsSync(storeFile(dataDir)) ? openLog(dataDir) : NO_LOG).area("cli");

/** Runs one command of `hall` and gives its exit code: 0 done, 1 could not be done, 2 not a command. */
export async function runCommand(args: string[]): Promise<number> {
  const parsed = read(args);
  if (parsed === null) {
    usage();
    return USAGE;
  }
  const [name = "help", ...operands] = parsed.positionals;
  if (name === "help" || parsed.values.help === true) {
    usage();
    return args.length === 0 ? USAGE : OK;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    terminal.note(`没有这个命令：${name}`, `There is no such command: ${name}`);
    usage();
    return USAGE;
  }
  const stray = Object.keys(parsed.values).filter(
    (option) => option !== "data" && !command.usage.includes(`--${option}`),
  );
  const missing = requiredBy(command.usage).filter((option) => !Object.hasOwn(parsed.values, option));
  const empty = Object.values(parsed.values).includes("");
  if (!takes(command, operands.length) || stray.length > 0 || missing.length > 0 || empty) {
    terminal.note(`用法：hall ${name} ${command.usage}`, `Usage: hall ${name} ${command.usage}`);
    return USAGE;
  }
  const dataDir = parsed.values.data ?? defaultDataDir();
  const log = commandLog(dataDir);
  const requestId = newLogId();
  return asRequest(requestId, async () => {
    try {
      log.info({ command: name }, "began a command");
      return await command.run({ operands, options: parsed.values, dataDir });
    } catch (error) {
      return failCommand(error, log, name, requestId);
    }
  });
}
