import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BitReader, BitWriter } from "#station/lib/postings/bits.ts";
import { MERGED, mergeSegments } from "#station/lib/postings/segment.ts";
import { passPostings, putPostings, readPostings } from "#station/lib/postings/posting-list.ts";
import {
  HASH_BITS,
  makeSegment,
  offsetsOf,
  readPostingsOf,
  rowsWithAll,
  type Postings,
  type Segment,
  type SegmentBody,
} from "#station/lib/postings/segment.ts";

const ROWS = 128;
const opened = ({ directory, chunks }: SegmentBody, rows: number): Segment => ({
  rows,
  offsets: offsetsOf(directory, rows),
  chunk: (n) => chunks[n] ?? new Uint8Array(),
});
const openedWhole = (postings: Postings): Segment => opened(makeSegment(postings, ROWS), ROWS);
const rowsIn = (range: number) =>
  fc
    .uniqueArray(fc.nat(range - 1), { minLength: 1, maxLength: range, size: "max" })
    .map((rows) => rows.toSorted((a, b) => a - b));
const hash = fc.oneof(fc.nat(2 ** HASH_BITS - 1), fc.constantFrom(0, 2 ** HASH_BITS - 1, 2 ** (HASH_BITS - 1)));
const postings = fc.array(fc.tuple(hash, rowsIn(ROWS)), { maxLength: 60 }).map((entries): Postings => new Map(entries));

describe("a segment of the search index", () => {
  it("reads every list back as it was written, and passes over it to the next", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(2, 128, 4096),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (range, rng, share) => {
          const rows = Array.from({ length: range }, (_, row) => row).filter(
            (row) => row === range - 1 || rng.next().value < share,
          );
          const out = new BitWriter();
          putPostings(out, rows, range);
          const end = out.length;
          out.put(0b101, 3);
          const from = new BitReader(out.toBytes());
          const list = passPostings(from, range);
          expect([list.rows, from.at, from.take(3)]).toEqual([rows.length, end, 0b101]);
          expect(readPostings(from, list, range)).toEqual(rows);
        },
      ),
    );
  });

  it("answers with exactly the rows of one term, and with no fewer than have all of several", () => {
    fc.assert(
      fc.property(postings, hash, (all, other) => {
        const segment = openedWhole(all);
        for (const [each, rows] of all) expect(rowsWithAll(segment, [each])).toEqual(rows);
        if (!all.has(other)) expect(rowsWithAll(segment, [other])).toEqual([]);
        const [[one, ofOne] = [0, []], [two, ofTwo] = [0, []]] = [...all];
        const both = rowsWithAll(segment, [one, two]);
        for (const row of ofOne) if (ofTwo.includes(row)) expect(both).toContain(row);
        for (const row of both) expect(ofOne.includes(row) || ofTwo.includes(row)).toBe(true);
      }),
    );
  });

  it("has after a merge what its parts had", () => {
    fc.assert(
      fc.property(fc.array(postings, { minLength: MERGED, maxLength: MERGED }), (parts) => {
        const steps = mergeSegments(parts.map(openedWhole));
        let step = steps.next();
        while (step.done !== true) step = steps.next();
        const merged = opened(step.value, ROWS * MERGED);
        const expected: Postings = new Map();
        parts.forEach((part, i) =>
          part.forEach((rows, each) =>
            expected.set(each, [...(expected.get(each) ?? []), ...rows.map((row) => row + i * ROWS)]),
          ),
        );
        for (const [each, rows] of expected) expect(rowsWithAll(merged, [each])).toEqual(rows);
        const held = Array.from({ length: merged.offsets.length - 1 }, (_, part) => [
          ...readPostingsOf(merged, part),
        ]).flat();
        expect(new Map(held)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  it("merges only so many segments of one size", () => {
    const one = openedWhole(new Map([[1, [0]]]));
    expect(() => mergeSegments([one, one]).next()).toThrow("one size");
  });
});
