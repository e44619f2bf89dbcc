import { readFileSync } from "node:fs";

/** Resident memory of a process in megabytes, by Linux' own count. */
export const residentMb = (pid: number): number =>
  (Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024) / 1_000_000;

/** Looks at a process' memory several times a second until it is stopped; answers what it saw, in megabytes. */
export function watchMemory(pid: number): () => number[] {
  const seen = [residentMb(pid)];
  const timer = setInterval(() => seen.push(residentMb(pid)), 200);
  return () => {
    clearInterval(timer);
    return seen;
  };
}

/** The mean of a quarter of what was seen, 0 for the first to 3 for the last. */
export function meanOfQuarter(seen: readonly number[], quarter: number): number {
  const part = seen.slice(
    Math.floor((seen.length * quarter) / 4),
    Math.max(Math.floor((seen.length * (quarter + 1)) / 4), 1),
  );
  return part.reduce((sum, one) => sum + one, 0) / part.length;
}
