import { offsetsOf, type Segment, type SegmentBody } from "#station/lib/postings/segment.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** A stored segment of the search index. It covers `rows` applications from rowid `firstRow` on, and never changes. */
export type StoredSegment = Segment & { id: number; firstRow: number };

/** Chunks of a segment have consecutive ids; no segment comes near this many. */
const PLACES = 1_000_000;

const known = new WeakMap<Db, Map<number, StoredSegment>>();

function read(db: Db, id: number): StoredSegment {
  const row = prepared<[number], { first_row: number; row_count: number; directory: Buffer }>(
    db,
    "SELECT first_row, row_count, directory FROM search_segments WHERE id = ?",
  ).get(id);
  if (row === undefined) throw new Error(`search segment missing: ${id}`);
  return {
    id,
    firstRow: row.first_row,
    rows: row.row_count,
    offsets: offsetsOf(row.directory, row.row_count),
    chunk(n) {
      const bytes = prepared<[number], Buffer>(db, "SELECT bytes FROM search_chunks WHERE place = ?")
        .pluck()
        .get(id * PLACES + n);
      if (bytes === undefined) throw new Error(`search chunk missing: ${id}, ${n}`);
      return bytes;
    },
  };
}

/**
 * The current segments, in the order of their applications. A segment read once is cached, as it never changes and
 * its id is never reused.
 */
export function listSegments(db: Db): StoredSegment[] {
  const before = known.get(db) ?? new Map<number, StoredSegment>();
  const ids = prepared<[], number>(db, "SELECT id FROM search_segments ORDER BY first_row").pluck().all();
  const now = new Map(ids.map((id) => [id, before.get(id) ?? read(db, id)]));
  known.set(db, now);
  return [...now.values()];
}

/** Stores a segment in place of those merged into it. Call it in a transaction. */
export function putSegment(
  db: Db,
  { firstRow, rows, body }: { firstRow: number; rows: number; body: SegmentBody },
  replaced: readonly StoredSegment[] = [],
): void {
  const id = (prepared<[], number | null>(db, "SELECT max(id) FROM search_segments").pluck().get() ?? 0) + 1;
  for (const old of replaced) {
    prepared(db, "DELETE FROM search_chunks WHERE place >= ? AND place < ?").run(
      old.id * PLACES,
      (old.id + 1) * PLACES,
    );
    prepared(db, "DELETE FROM search_segments WHERE id = ?").run(old.id);
  }
  prepared(db, "INSERT INTO search_segments (id, first_row, row_count, directory) VALUES (?, ?, ?, ?)").run(
    id,
    firstRow,
    rows,
    body.directory,
  );
  body.chunks.forEach((bytes, n) =>
    prepared(db, "INSERT INTO search_chunks (place, bytes) VALUES (?, ?)").run(id * PLACES + n, bytes),
  );
}
