import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "#station/lib/resources.ts";

/** The N-th call of one kind by the main thread, at whose entry a process is killed. */
export type CrashPoint = { call: string; nth: number };

const strace = (...args: string[]): string[] => ["strace", "-f", "-qq", ...args];

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

/** What kills a program at a point; not with `--seccomp-bpf`, under which strace 6.1 lets the call pass. */
export const killAt = ({ call, nth }: CrashPoint): string[] =>
  strace("-o", "/dev/null", "-e", `trace=${call}`, "-e", `inject=${call}:signal=KILL:when=${nth}`);

/** Counts what the main thread of a program calls while `use` runs it to its end; every call of these is a point. */
export async function countPoints(
  calls: readonly string[],
  use: (before: string[]) => Promise<void>,
): Promise<CrashPoint[]> {
  const dir = mkdtempSync(join(tmpdir(), "proof-crash-count-"));
  try {
    const file = join(dir, "trace");
    await use(strace("-o", file, "-e", `trace=execve,${calls.join(",")}`));
    const lines = readFileSync(file, "utf8").split("\n");
    const main = lines[0]?.split(" ")[0] ?? "";
    const mine = lines.filter((line) => line.startsWith(`${main} `));
    return calls.flatMap((call) =>
      Array.from({ length: mine.filter((line) => new RegExp(`^\\d+ +${call}\\(`).test(line)).length }, (_, at) => ({
        call,
        nth: at + 1,
      })),
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
