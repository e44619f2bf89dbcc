import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { projectRoot } from "#station/lib/resources.ts";

/** What a person answers: once the terminal shows `after`, `line` is typed. */
export type Typed = { after: string; line: string };

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** Runs `hall` at a terminal (util-linux' `script`), answers its questions, and gives all that stood on the screen. */
export async function runAtTerminal(args: string[], answers: Typed[]): Promise<{ code: number; screen: string }> {
  const command = [process.execPath, join(projectRoot(), "electron", "cli", "hall.ts"), ...args].map(quoted).join(" ");
  const child = spawn("script", ["-qefc", command, "/dev/null"], { stdio: ["pipe", "pipe", "inherit"] });
  let screen = "";
  let seen = 0;
  const left = [...answers];
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    screen += part;
    const next = left[0];
    const at = next === undefined ? -1 : screen.indexOf(next.after, seen);
    if (next === undefined || at < 0) return;
    seen = at + next.after.length;
    left.shift();
    child.stdin.write(`${next.line}\r`);
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code: code ?? -1, screen };
}
