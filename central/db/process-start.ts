import { readFileSync } from "node:fs";
import { uptime } from "node:os";
import { errorCode } from "./database-problem.ts";

const MINUTE_S = 60;

/**
 * When a living process began, as text that is the same each time it is asked and differs for a later process
 * with the same number; null when there is no such process. Where the system does not tell (not Linux), the
 * minute of the last boot stands in, which still unmasks a lock from before a restart.
 */
export function processStart(pid: number): string | null {
  if (process.platform === "linux") return linuxStart(pid);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) === "ESRCH") return null;
  }
  // Rounded, since uptime and clock drift apart by seconds.
  return `boot-${Math.round((Date.now() / 1000 - uptime()) / (5 * MINUTE_S))}`;
}

function linuxStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // The second field is the command in brackets and may hold spaces; the start is field 22.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : `${boot}-${fields[19] ?? ""}`;
  } catch {
    return null;
  }
}
