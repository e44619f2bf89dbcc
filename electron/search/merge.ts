import { partBits, readPostingsOf, SegmentMaker, type Postings, type Segment, type SegmentBody } from "./segment.ts";

/** So many neighbours of one size become one segment. */
export const MERGED = 8;

/** Makes one segment of neighbours of the same size, given in the order of their rows; pauses after each part, so that a busy hall can go on with it later. */
export function* mergeSegments(segments: readonly Segment[]): Generator<undefined, SegmentBody> {
  const rows = segments[0]?.rows ?? 0;
  if (segments.length !== MERGED || segments.some((segment) => segment.rows !== rows))
    throw new Error("only so many segments of one size are merged");
  const maker = new SegmentMaker(rows * MERGED);
  for (let part = 0; part < 1 << partBits(rows); part += 1) {
    const merged: Postings = new Map();
    segments.forEach((segment, i) => {
      for (const [hash, own] of readPostingsOf(segment, part)) {
        const known = merged.get(hash);
        if (known === undefined)
          merged.set(
            hash,
            own.map((row) => row + i * rows),
          );
        else for (const row of own) known.push(row + i * rows);
      }
    });
    maker.add(merged, part * MERGED, (part + 1) * MERGED);
    yield;
  }
  return maker.finish();
}
