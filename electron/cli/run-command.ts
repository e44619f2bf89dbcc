import { parseArgs } from "node:util";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, ProblemError, problem } from "#shared/lib/problem.ts";
import { commands } from "./commands.ts";
import { defaultDataDir } from "#station/app/main-options.ts";
import { writeProblem, terminal } from "./terminal.ts";

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
  name: { type: "string" },
  kind: { type: "string" },
  address: { type: "string" },
  options: { type: "string" },
  printer: { type: "string" },
  "passphrase-file": { type: "string" },
  receipts: { type: "string" },
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

const asProblem = (error: unknown): ProblemError =>
  error instanceof ProblemError
    ? error
    : problem(
        "unexpected",
        bilingual(`程序内部出错：${String(error)}`, `The program failed inside: ${String(error)}`),
        DATA_IS_SAFE,
        bilingual("请重试；若再次出现，请联系管理员。", "Try again; tell the administrator if it happens again."),
      );

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
  if (operands.length !== command.operands || stray.length > 0 || missing.length > 0 || empty) {
    terminal.note(`用法：hall ${name} ${command.usage}`, `Usage: hall ${name} ${command.usage}`);
    return USAGE;
  }
  try {
    return await command.run({ operands, options: parsed.values, dataDir: parsed.values.data ?? defaultDataDir() });
  } catch (error) {
    writeProblem(asProblem(error).problem);
    return FAILED;
  }
}
