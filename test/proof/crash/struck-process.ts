import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { projectRoot } from "#station/lib/resources.ts";
import { countCalls, type CallPoint } from "#test/helpers/strace.ts";

/** Starts one of the project's programs under another, its standard output readable. */
export function startUnder(
  before: readonly string[],
  script: string,
  args: readonly string[],
  env: Record<string, string> = {},
) {
  const [program = process.execPath, ...rest] = [...before, process.execPath, join(projectRoot(), script), ...args];
  const child = spawn(program, rest, {
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const ended = once(child, "close").then(([code]): number | null => (typeof code === "number" ? code : null));
  return { child, ended };
}

/** Every call that the main thread of a program makes of these while `use` runs it to its end. */
export async function countPoints(
  calls: readonly string[],
  use: (before: string[]) => Promise<void>,
): Promise<CallPoint[]> {
  const { counts } = await countCalls(calls, use);
  return calls.flatMap((call) => Array.from({ length: counts[call] ?? 0 }, (_, at) => ({ call, nth: at + 1 })));
}
