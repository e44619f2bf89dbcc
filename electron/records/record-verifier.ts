import { createBackgroundLoop, type LoopDeps } from "#station/core/background-loop.ts";
import { noteHealth, type ChangedRow } from "#station/core/health-book.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { findChangedGuards } from "#station/db/guarded-rows.ts";
import { pageRecords } from "#station/db/record-evidence.ts";
import { changedGuards, changedRecords } from "#station/health/station-health.ts";
import { checkRecord, findLost } from "./record-check.ts";

/** Compares every stored application with its hashes in the background. */
export type RecordVerifier = {
  /** Goes through all of them once. */
  check: () => Promise<void>;
  close: () => Promise<void>;
};

/** Applications in one slice, a few milliseconds of work; between slices waiting calls go first. */
const SLICE = 20;
const PAUSE_MS = 50;
const EVERY_MS = 3_600_000;
/** More than these help nobody: then the whole folder is in question. */
const MAX_NAMED = 10;
const DOING = "comparing records with their hashes";

/** The rows of all applications that are not what was recorded, at most {@link MAX_NAMED}. */
async function findChanged(context: StationContext, stop: AbortSignal): Promise<ChangedRow[]> {
  const changed = findLost(context.db, MAX_NAMED);
  for (let after = 0; changed.length < MAX_NAMED && !stop.aborted;) {
    const records = pageRecords(context.db, after, SLICE);
    changed.push(...records.flatMap((record) => checkRecord(context.db, record) ?? []));
    const last = records.at(-1);
    if (last === undefined || records.length < SLICE) break;
    after = last.rowId;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return changed.slice(0, MAX_NAMED);
}

/** Compares the rows that decide who may act with what the audit log says of them. */
function checkGuards(context: StationContext, deps: LoopDeps): void {
  const found = findChangedGuards(context.db).slice(0, MAX_NAMED);
  if (found.some((name) => !context.health.changedGuards.includes(name))) deps.onError(changedGuards(found), DOING);
  noteHealth(context, { changedGuards: found });
}

/** Starts to compare every hour; the first comparison is the caller's. What is found is in `context.health`. */
export function startRecordVerifier(context: StationContext, deps: LoopDeps): RecordVerifier {
  const loop = createBackgroundLoop<void>(deps, {
    doing: DOING,
    async runOnce(stop) {
      checkGuards(context, deps);
      const changedRows = await findChanged(context, stop);
      if (stop.aborted) return;
      const known = new Set(context.health.changedRows.map(({ number }) => number));
      const isNews = changedRows.some(({ number }) => !known.has(number));
      if (isNews) deps.onError(changedRecords(changedRows), DOING);
      noteHealth(context, { changedRows });
    },
    nothing: undefined,
    sleepMs: () => EVERY_MS,
    sleepsFirst: true,
  });
  loop.start();
  return { check: loop.run, close: loop.close };
}
