import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The first of these programs that is on the path, or null. */
export function findProgram(names: string[]): string | null {
  const dirs = (process.env["PATH"] ?? "").split(delimiter).filter((dir) => dir !== "");
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  return (
    names
      .flatMap((name) => dirs.flatMap((dir) => endings.map((ending) => join(dir, name + ending))))
      .find((file) => existsSync(file)) ?? null
  );
}

/** The print queues of CUPS by name; none where there is no CUPS. */
export function findQueues(): string[] {
  if (findProgram(["lpstat"]) === null) return [];
  try {
    return execFileSync("lpstat", ["-e"], { encoding: "utf8", timeout: 5000, stdio: ["ignore", "pipe", "ignore"] })
      .split("\n")
      .filter((line) => line !== "");
  } catch {
    return [];
  }
}
