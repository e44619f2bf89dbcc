import { statSync } from "node:fs";
import { createBackgroundLoop, type LoopDeps } from "#station/core/background-loop.ts";
import { noteHealth } from "#station/core/health-book.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { pageCaseFiles, type CaseFile } from "#station/db/case-files.ts";
import type { Db } from "#station/db/database.ts";
import { damagedFiles } from "#station/health/station-health.ts";
import { keptPath, openKeptFile } from "#station/lib/file-store.ts";

/** Compares every file of a case with its hash in the background, so slowly that nobody at the counter notices. */
export type FileVerifier = {
  /** Goes through all of them once. */
  check: () => Promise<void>;
  close: () => Promise<void>;
};

/** What is read of the disk, on average; a hall with 10 GB of files is through in 45 minutes. */
const BYTES_PER_MS = 4_000;
const MIN_PAUSE_MS = 5;
const HOUR_MS = 3_600_000;
/** Files that were named are looked at again soon, as somebody may have put them back. */
const EVERY_MS = { sound: 6 * HOUR_MS, damaged: HOUR_MS };
/** More than these help nobody: then the whole folder is in question. */
const MAX_NAMED = 10;
const PAGE = 500;
const DOING = "comparing files with their hashes";

/** Sleeps; ends at once when it is to stop. */
const pause = (ms: number, stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stop.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    stop.addEventListener("abort", end);
  });

/** Whether a file is what was kept, and how much of it was read. */
async function look(dir: string, hash: string): Promise<{ isWhole: boolean; bytes: number }> {
  const file = await openKeptFile(dir, hash);
  if (file === null) return { isWhole: false, bytes: 0 };
  try {
    return { isWhole: await file.isIntact(), bytes: file.size };
  } finally {
    await file.close();
  }
}

/** The cases with a file that is gone or is not what was kept, at most {@link MAX_NAMED}; `onFound` hears of each at once. */
async function findDamaged(
  { db, dir }: StationContext,
  stop: AbortSignal,
  onFound: (numbers: string[]) => void,
): Promise<string[]> {
  const numbers = new Set<string>();
  for (let after = 0; numbers.size < MAX_NAMED && !stop.aborted;) {
    const [file] = pageCaseFiles(db, after, 1);
    if (file === undefined) break;
    after = file.id;
    const { isWhole, bytes } = await look(dir, file.hash);
    if (!isWhole) onFound([...numbers.add(file.acceptanceNumber)]);
    await pause(Math.max(MIN_PAUSE_MS, bytes / BYTES_PER_MS), stop);
  }
  return [...numbers];
}

/** Starts to compare every few hours; the first comparison is the caller's. What is found is in `context.health`. */
export function startFileVerifier(context: StationContext, deps: LoopDeps): FileVerifier {
  const loop = createBackgroundLoop<void>(deps, {
    doing: DOING,
    async runOnce(stop) {
      const known = context.health.damagedFiles;
      const numbers = await findDamaged(context, stop, (found) =>
        noteHealth(context, { damagedFiles: [...new Set([...known, ...found])] }),
      );
      if (stop.aborted) return;
      if (numbers.some((number) => !known.includes(number))) deps.onError(damagedFiles(numbers), DOING);
      noteHealth(context, { damagedFiles: numbers });
    },
    nothing: undefined,
    sleepMs: () => (context.health.damagedFiles.length === 0 ? EVERY_MS.sound : EVERY_MS.damaged),
    sleepsFirst: true,
  });
  loop.start();
  return { check: loop.run, close: loop.close };
}

function isThere(dir: string, { hash, bytes }: CaseFile): boolean {
  const size = statSync(keptPath(dir, hash), { throwIfNoEntry: false })?.size;
  return size !== undefined && (bytes === null || size === bytes);
}

/** The cases with a file that is gone or has another size, for a command that does not read all of them; at most `limit`. */
export function findAbsentFiles(db: Db, dir: string, limit: number): string[] {
  const numbers = new Set<string>();
  for (let after = 0; numbers.size < limit;) {
    const files = pageCaseFiles(db, after, PAGE);
    for (const file of files) if (!isThere(dir, file)) numbers.add(file.acceptanceNumber);
    const last = files.at(-1);
    if (last === undefined || files.length < PAGE) break;
    after = last.id;
  }
  return [...numbers].slice(0, limit);
}
