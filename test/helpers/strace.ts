import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The N-th call of one kind by one thread of a program. */
export type CallPoint = { call: string; nth: number };

/** Longer than any test may take: a call that is held is never let go. */
const HELD_US = 600_000_000;

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

/** What starts a program under strace. The kernel's filter stops it at the calls of `trace` only: all others cost nothing. */
export function underStrace(file: string, trace: string, inject?: string): string[] {
  const start = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", file, "-e", `trace=${trace}`];
  return inject === undefined ? start : [...start, "-e", `inject=${inject}`];
}

/** A trace in a file of its own, which goes when it has been used. */
async function withTrace<T>(use: (file: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), "liandong-strace-"));
  try {
    return await use(join(dir, "trace"));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** How often the threads of a traced program entered a call, by thread; `main` is the program's own number. */
function readTrace(file: string, call: string): { main: string; entered: Map<string, number> } {
  const lines = readFileSync(file, "utf8").split("\n");
  const entered = new Map<string, number>();
  for (const line of lines) {
    const [thread = "", what = ""] = line.split(/ +/, 2);
    if (what.startsWith(`${call}(`)) entered.set(thread, (entered.get(thread) ?? 0) + 1);
  }
  // Its first line is the program's start.
  return { main: lines[0]?.split(" ")[0] ?? "", entered };
}

/** Starts a program and kills it as it enters a call, before the call is made; where it never comes so far, it runs to its end. */
export function killAt<T>({ call, nth }: CallPoint, start: (before: string[]) => Promise<T>): Promise<T> {
  return withTrace(async (file) => {
    writeFileSync(file, "");
    let isKilled = false;
    const watcher = watch(file, () => {
      if (isKilled) return;
      const { main, entered } = readTrace(file, call);
      if (![...entered.values()].some((times) => times >= nth)) return;
      isKilled = true;
      const tracer = /^TracerPid:\s*(\d+)/m.exec(readFileSync(`/proc/${main}/status`, "utf8"))?.[1];
      process.kill(Number(main), "SIGKILL");
      // It would keep what is dead until the time of holding is over.
      process.kill(Number(tracer), "SIGKILL");
    });
    try {
      // A kill by strace itself is lost under the kernel's filter, so strace holds the call, and the test kills.
      return await start(underStrace(file, `execve,${call}`, `${call}:delay_enter=${HELD_US}:when=${nth}`));
    } finally {
      watcher.close();
    }
  });
}

/** How often the main thread of a program enters each of these calls while `use` runs it to its end. */
export function countCalls<T>(
  calls: readonly string[],
  use: (before: string[]) => Promise<T>,
): Promise<{ run: T; counts: Record<string, number> }> {
  return withTrace(async (file) => {
    const run = await use(underStrace(file, `execve,${calls.join(",")}`));
    const countOf = (call: string): number => {
      const { main, entered } = readTrace(file, call);
      return entered.get(main) ?? 0;
    };
    return { run, counts: Object.fromEntries(calls.map((call) => [call, countOf(call)])) };
  });
}
