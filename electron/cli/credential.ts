import { buffer } from "node:stream/consumers";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem, type ProblemError } from "#shared/lib/problem.ts";
import type { CommandName } from "#shared/contract/command-rights.ts";
import { openStationToRead } from "#station/app/open-station.ts";
import type { Operator } from "#station/db/operators.ts";
import { peopleFor } from "#station/people/command-sign-in.ts";
import { optional, type CommandInput } from "./command.ts";
import { openLineAsker } from "./line-asker.ts";
import { readSecretFile } from "./secret-input.ts";

/** What somebody shows who uses a command: a service account's token, or their own name and PIN. */
export type Credential = { kind: "token"; token: string } | { kind: "pin"; operatorId: string; pin: string };

const MAX_TOKEN_BYTES = 4096;
/** In place of a file name: the token comes on standard input. */
const STANDARD_INPUT = "-";

const signInNeeded = (command: CommandName): ProblemError =>
  problem(
    "sign-in-needed",
    bilingual(
      `hall ${command} 要知道是谁在操作，而这里没有终端可以登录。`,
      `\`hall ${command}\` asks who is there, and there is no terminal to sign in at.`,
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请在终端里运行并输入口令；脚本请用 --token-file 指定服务账号的令牌文件（- 表示标准输入）。",
      "Run it in a terminal and enter a PIN. In a script name a service account's token file with --token-file (- is standard input).",
    ),
  );

const noToken = (from: string, why: string): ProblemError =>
  problem(
    "token-unreadable",
    bilingual(`${from} 里没有令牌：${why}`, `There is no token in ${from}: ${why}`),
    NOTHING_WRITTEN,
    bilingual("请核对文件名和内容：一行，一个令牌。", "Check the file's name and content: one line, one token."),
  );

/** The token in a text; a token is one word. */
function tokenIn(from: string, text: string): string {
  const token = text.trim();
  if (/^\S+$/.test(token)) return token;
  throw noToken(from, token === "" ? "空文件 / empty" : "不止一个令牌 / more than one token");
}

async function tokenFromInput(command: CommandName): Promise<string> {
  // Typed at a terminal, a token would stand on the screen.
  if (process.stdin.isTTY) throw signInNeeded(command);
  return tokenIn("标准输入 / standard input", (await buffer(process.stdin)).toString("utf8", 0, MAX_TOKEN_BYTES));
}

/** The person whom an answer names: by number in the list, by id, or by name where only one has it. */
function personNamed(people: readonly Operator[], answer: string): string {
  const typed = answer.trim();
  const byName = people.filter(({ name }) => name === typed);
  return people[Number(typed) - 1]?.id ?? (byName.length === 1 ? byName[0]?.id : undefined) ?? typed;
}

function peopleIn(dataDir: string, command: CommandName): Operator[] {
  const { context, close } = openStationToRead(dataDir);
  try {
    return peopleFor(context, command);
  } finally {
    close();
  }
}

async function askPerson(input: CommandInput, command: CommandName): Promise<Credential> {
  const people = peopleIn(input.dataDir, command);
  if (!process.stdin.isTTY) throw signInNeeded(command);
  const asker = openLineAsker();
  try {
    const list = people.map(({ name, organisation }, i) => `  ${i + 1}  ${name}（${organisation}）`).join("\n");
    const who = await asker.ask(`谁在操作 who is there?\n${list}\n编号或姓名 number or name:`);
    const pin = await asker.ask("口令 PIN:", true);
    return { kind: "pin", operatorId: personNamed(people, who), pin };
  } finally {
    asker.close();
  }
}

/**
 * What shows who uses a command: the token that the options name, else a name and PIN typed at the terminal. Neither
 * stands on the command line or in the environment, where other programs could read it.
 */
export async function readCredential(input: CommandInput, command: CommandName): Promise<Credential> {
  const file = optional(input, "token-file");
  if (file === null) return askPerson(input, command);
  return {
    kind: "token",
    token: file === STANDARD_INPUT ? await tokenFromInput(command) : tokenIn(file, readSecretFile(file)),
  };
}
