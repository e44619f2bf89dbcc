import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ownFolder, runStationCommand, type CliRun } from "./cli.ts";

/** One point at which a command is struck: the N-th call of one kind by one thread. */
export type Strike = { call: string; when: string; how: string };

/** Fails where strace is not installed, since skipping would prove nothing. */
export function needStrace(): void {
  try {
    execFileSync("strace", ["-V"], { stdio: "pipe" });
  } catch {
    throw new Error(
      "缺少 strace，测试无法进行：请先安装（Debian: apt-get install strace）。/ " +
        "The tests need strace: install it first (Debian: apt-get install strace).",
    );
  }
}

/** Runs `hall` under a strike, e.g. killed on entering its third pwrite64. */
export const runStruck = (strike: Strike, args: string[]): Promise<CliRun> =>
  runStationCommand(args, {
    before: [
      "strace",
      "-f",
      "-qq",
      "-o",
      "/dev/null",
      "-e",
      `trace=${strike.call}`,
      "-e",
      `inject=${strike.call}:${strike.how}:when=${strike.when}`,
    ],
  });

/** How often the main thread of a command makes each of these calls, when nothing is in its way. */
export async function countCalls(
  calls: string[],
  args: string[],
): Promise<{ run: CliRun; counts: Record<string, number> }> {
  const file = join(ownFolder(), "trace");
  const run = await runStationCommand(args, {
    before: ["strace", "-f", "-qq", "-o", file, "-e", `trace=execve,${calls.join(",")}`],
  });
  const lines = readFileSync(file, "utf8").split("\n");
  const main = lines[0]?.split(" ")[0] ?? "";
  const mine = lines.filter((line) => line.startsWith(`${main} `));
  return {
    run,
    counts: Object.fromEntries(
      calls.map((call) => [call, mine.filter((line) => new RegExp(`^\\d+ +${call}\\(`).test(line)).length]),
    ),
  };
}
