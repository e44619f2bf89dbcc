import type Database from "better-sqlite3";
import { statSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

/** Stores up to this size are read through within a tenth of a second; 100,000 applications (2 GB) take seconds. */
const SMALL = 64_000_000;

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Whether a store must be checked before it is opened: it is small, or its log (WAL) shows that it was not closed. */
export const isCheckedFirst = (file: string): boolean => sizeOf(file) <= SMALL || sizeOf(`${file}-wal`) > 0;

/** Reads a whole store through; returns what is wrong with it, or null. */
export function checkStore(db: Database.Database): string | null {
  const answer = String(db.pragma("quick_check(1)", { simple: true }));
  return answer === "ok" ? null : answer;
}

/** Reads a whole store through, its indexes against its rows too; returns what is wrong, or null. */
export function checkDeep(db: Database.Database): string | null {
  const answer = String(db.pragma("integrity_check(1)", { simple: true }));
  return answer === "ok" ? null : answer;
}

/** A check that runs beside the hall. `fault` is null for a whole store; `stop` ends it early. */
export type StoreCheck = { fault: Promise<string | null>; stop: () => Promise<void> };

/** Checks a store in a thread of its own, so that a large one blocks nobody. A deep check reads the indexes too. */
export function checkBeside(file: string, depth: "quick" | "deep" = "quick"): StoreCheck {
  // The worker is beside this file: `.ts` in the source tree, `.cjs` in a package.
  const here = fileURLToPath(import.meta.url);
  const worker = new Worker(join(dirname(here), `store-check-worker${extname(here)}`), { workerData: { file, depth } });
  worker.unref();
  const fault = new Promise<string | null>((resolve) => {
    worker.once("message", (answer: string) => resolve(answer === "ok" ? null : answer));
    worker.once("error", (error) => resolve(error instanceof Error ? error.message : String(error)));
    worker.once("exit", () => resolve(null));
  });
  return {
    fault,
    async stop() {
      await worker.terminate();
    },
  };
}
