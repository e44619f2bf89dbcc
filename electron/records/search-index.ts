import { randomBytes } from "node:crypto";
import type { ApplicationContent } from "#shared/case/application.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { termsOf, type TermQuery } from "#shared/case/search-terms.ts";
import { searchablesOf, type Searchables } from "#shared/case/search-terms.ts";
import { createBackgroundLoop, type BackgroundLoop, type LoopDeps } from "#station/core/background-loop.ts";
import { transaction, type Db } from "#station/db/database.ts";
import { listApplicationsAfter, type Unindexed } from "#station/db/found-applications.ts";
import { listSegments, putSegment, type StoredSegment } from "#station/db/search-segments.ts";
import { findSetting, putSetting } from "#station/db/settings.ts";
import { keyedHash, type KeyedHash } from "#station/lib/hashes.ts";
import { MERGED, mergeSegments } from "#station/lib/postings/segment.ts";
import { HASH_BITS, makeSegment, rowsWithAll, type Postings, type SegmentBody } from "#station/lib/postings/segment.ts";
import { profileOf } from "./application.ts";

const KEY = "search.key";
/** Applications in a new segment, and in the largest; both are powers of two. */
const NEW_SEGMENT = 128;
const MAX_SEGMENT = NEW_SEGMENT * MERGED ** 3;
/**
 * Up to this many unsegmented applications are read one by one while segments are built. There are more only after an
 * upgrade.
 */
const MAX_TAIL = 4_096;

const kept = new WeakMap<Db, KeyedHash>();

/** Hashes search terms with this station's secret key, which is made when the station is first opened. */
export function searchHash(db: Db): KeyedHash {
  const known = kept.get(db);
  if (known !== undefined) return known;
  const key = findSetting(db, KEY);
  if (key === null) throw new Error("the search index has no key");
  const hash = keyedHash(key);
  kept.set(db, hash);
  return hash;
}

/** The search terms of an application, under its own profile. */
export const searchablesIn = (profile: Profile, content: ApplicationContent, acceptanceNumber: string): Searchables =>
  searchablesOf(profile.form, content.form, acceptanceNumber);

const termHash = (hash: KeyedHash, term: string): number => hash(term) >>> (32 - HASH_BITS);

function lastIndexed(segments: readonly StoredSegment[]): number {
  const last = segments.at(-1);
  return last === undefined ? 0 : last.firstRow + last.rows - 1;
}

type RecentRow = { rowid: number; searchables: Searchables };
/** The applications after the last segment, as read; `after` is the last rowid of that segment. */
export type RecentRows = { after: number; rows: readonly RecentRow[] };

const recents = new WeakMap<Db, RecentRows>();

/**
 * The search terms of applications without a segment, oldest first. Only committed rows are cached: a rolled-back act
 * frees its rowid.
 */
export function recentRows(db: Db): RecentRows {
  const after = lastIndexed(listSegments(db));
  const known = db.inTransaction ? [] : (recents.get(db)?.rows ?? []).filter((row) => row.rowid > after);
  const fresh = listApplicationsAfter(db, known.at(-1)?.rowid ?? after, Number.MAX_SAFE_INTEGER).map(
    (row): RecentRow => ({
      rowid: row.rowid,
      searchables: searchablesIn(profileOf({ db }, row), row.content, row.acceptanceNumber),
    }),
  );
  const recent = { after, rows: [...known, ...fresh] };
  if (!db.inTransaction) recents.set(db, recent);
  return recent;
}

/** Clears the cache of unsegmented applications when one of them was corrected. */
export function forgetRecentRows(db: Db): void {
  recents.delete(db);
}

/** A rowid that may match; `byNumberOnly` if only its acceptance number can match. */
export type Candidate = { rowid: number; byNumberOnly: boolean };

/**
 * Yields rowids up to `last` that may match a query, newest first. The caller checks each and stops when it has
 * enough. Call it in a transaction, so that no segment is removed meanwhile.
 */
export function* walkSegments(db: Db, query: TermQuery, last: number): Generator<Candidate> {
  const hash = searchHash(db);
  const sought = query.map(({ terms, ofNumber }) => ({ hashes: terms.map((term) => termHash(hash, term)), ofNumber }));
  for (const segment of listSegments(db).toReversed()) {
    const rows = new Map<number, boolean>();
    for (const { hashes, ofNumber } of sought)
      for (const row of rowsWithAll(segment, hashes)) rows.set(row, ofNumber && (rows.get(row) ?? true));
    for (const [row, byNumberOnly] of [...rows].toSorted(([a], [b]) => b - a))
      if (segment.firstRow + row <= last) yield { rowid: segment.firstRow + row, byNumberOnly };
  }
}

function segmentOf(db: Db, rows: readonly Unindexed[], firstRow: number): SegmentBody {
  const hash = searchHash(db);
  const postings: Postings = new Map();
  for (const row of rows) {
    const at = row.rowid - firstRow;
    for (const term of termsOf(searchablesIn(profileOf({ db }, row), row.content, row.acceptanceNumber))) {
      const hashed = termHash(hash, term);
      const known = postings.get(hashed);
      if (known === undefined) postings.set(hashed, [at]);
      // Two terms may share a hash.
      else if (known.at(-1) !== at) known.push(at);
    }
  }
  return makeSegment(postings, NEW_SEGMENT);
}

/** Builds a segment of the applications after the last one; false while there are too few. */
function indexRecent(db: Db): boolean {
  const firstRow = lastIndexed(listSegments(db)) + 1;
  if (listApplicationsAfter(db, firstRow + NEW_SEGMENT - 2, 1).length === 0) return false;
  const rows = listApplicationsAfter(db, firstRow - 1, NEW_SEGMENT).filter((row) => row.rowid < firstRow + NEW_SEGMENT);
  const body = segmentOf(db, rows, firstRow);
  transaction(db, () => putSegment(db, { firstRow, rows: NEW_SEGMENT, body }));
  return true;
}

/** The first neighbouring segments of equal size that can be merged. */
function findMergeable(db: Db): StoredSegment[] | null {
  const segments = listSegments(db);
  for (let i = 0; i + MERGED <= segments.length; i += 1) {
    const run = segments.slice(i, i + MERGED);
    const rows = run[0]?.rows ?? 0;
    if (rows < MAX_SEGMENT && run.every((segment) => segment.rows === rows)) return run;
  }
  return null;
}

/** Does one step of index work, some milliseconds, and says whether more is left. A crash repeats the step. */
export function openIndexWork(db: Db): () => boolean {
  let merge: { run: StoredSegment[]; steps: Generator<undefined, SegmentBody> } | null = null;
  return () => {
    if (indexRecent(db)) return true;
    if (merge === null) {
      const run = findMergeable(db);
      if (run === null) return false;
      merge = { run, steps: mergeSegments(run) };
    }
    const { run, steps } = merge;
    const step = steps.next();
    if (step.done !== true) return true;
    const [first] = run;
    if (first !== undefined)
      transaction(db, () =>
        putSegment(db, { firstRow: first.firstRow, rows: first.rows * MERGED, body: step.value }, run),
      );
    merge = null;
    return true;
  };
}

/** Makes the key of a new database, and the segments of one from before segments; call it at opening. */
export function fillSearchIndex(db: Db): void {
  if (findSetting(db, KEY) === null) putSetting(db, KEY, randomBytes(8).toString("hex"));
  const after = lastIndexed(listSegments(db));
  if (listApplicationsAfter(db, after + MAX_TAIL, 1).length === 0) return;
  const step = openIndexWork(db);
  while (step());
}

const LOOK_MS = 1_000;
const STEPS_MS = 8;

/** Indexes beside the counter's work, some milliseconds at a time, until it is closed. */
export function indexWhenIdle(db: Db, deps: LoopDeps): BackgroundLoop<void> {
  const step = openIndexWork(db);
  const loop = createBackgroundLoop<void>(deps, {
    doing: "indexing applications",
    runOnce() {
      const end = performance.now() + STEPS_MS;
      while (step() && performance.now() < end);
    },
    nothing: undefined,
    sleepMs: () => LOOK_MS,
    sleepsFirst: true,
  });
  loop.start();
  return loop;
}
