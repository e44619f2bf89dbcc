import { BitReader, BitWriter } from "./bits.ts";
import { putGolomb, takeGolomb } from "./gap-code.ts";
import { keepListed, passPostings, type PostingList, putPostings, readPostings } from "./posting-list.ts";

/** Bits of a term's keyed hash that a segment keeps: enough that a term nobody has is seldom mistaken for one. */
export const HASH_BITS = 24;
/** How many rows share a part of a segment: to find one term, only the lists of its part are passed. */
const ROWS_PER_PART = 16;
/** Bytes that fill a page of the store to the last. */
const CHUNK = 4_050;
const PARAMETER_BITS = 5;
/** Golomb parameters, short for up to 16 terms and 512 bytes a part. Stored segments were written with them. */
const TERMS_PARAMETER = 4;
const PART_LENGTH_PARAMETER = 9;
/** Reading a list of so many rows costs about as much as looking at one application. */
const ROWS_PER_LOOK = 5_000;

/** The rows, ascending from 0, that have each term, by hash. */
export type Postings = Map<number, number[]>;
/** A segment as it is stored: where its parts begin, and their bytes in chunks. */
export type SegmentBody = { directory: Uint8Array; chunks: Uint8Array[] };
/** A segment to read from; `chunk` fetches its bytes. */
export type Segment = { rows: number; offsets: Uint32Array; chunk: (n: number) => Uint8Array };

/** How many bits of a hash say in which part of a segment it is; `rows` is a power of two. */
const partBits = (rows: number): number => Math.log2(rows / ROWS_PER_PART);
const restBits = (rows: number): number => HASH_BITS - partBits(rows);

/** One part of a segment: its terms by the rest of their hash, ascending, each with its rows. */
function partOf(hashes: readonly number[], postings: Postings, rows: number): Uint8Array {
  const out = new BitWriter();
  putGolomb(out, hashes.length, TERMS_PARAMETER);
  if (hashes.length === 0) return out.toBytes();
  const bits = restBits(rows);
  const parameter = Math.max(0, bits - 1 - Math.floor(Math.log2(hashes.length)));
  out.put(parameter, PARAMETER_BITS);
  let last = -1;
  for (const hash of hashes) {
    const rest = hash & ((1 << bits) - 1);
    putGolomb(out, rest - last - 1, parameter);
    last = rest;
    putPostings(out, postings.get(hash) ?? [], rows);
  }
  return out.toBytes();
}

/** Makes a segment part by part; give it every part in order. */
class SegmentMaker {
  private readonly parts: Uint8Array[] = [];
  private readonly rows: number;

  constructor(rows: number) {
    this.rows = rows;
  }

  /** Adds the parts `from` up to, not including, `to`; `postings` holds the terms that belong there. */
  add(postings: Postings, from: number, to: number): void {
    const hashes = [...postings.keys()].toSorted((a, b) => a - b);
    let i = 0;
    for (let part = from; part < to; part += 1) {
      const begin = i;
      while (i < hashes.length && (hashes[i] ?? 0) >>> restBits(this.rows) === part) i += 1;
      this.parts.push(partOf(hashes.slice(begin, i), postings, this.rows));
    }
  }

  finish(): SegmentBody {
    const lengths = new BitWriter();
    this.parts.forEach((part) => putGolomb(lengths, part.length, PART_LENGTH_PARAMETER));
    const bytes = Buffer.concat(this.parts);
    const chunks = Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, i) =>
      bytes.subarray(i * CHUNK, (i + 1) * CHUNK),
    );
    return { directory: lengths.toBytes(), chunks };
  }
}

/** Makes a segment of postings at hand. */
export function makeSegment(postings: Postings, rows: number): SegmentBody {
  const maker = new SegmentMaker(rows);
  maker.add(postings, 0, 1 << partBits(rows));
  return maker.finish();
}

/** Where the parts of a stored segment begin. */
export function offsetsOf(directory: Uint8Array, rows: number): Uint32Array {
  const from = new BitReader(directory);
  const offsets = new Uint32Array((1 << partBits(rows)) + 1);
  for (let i = 1; i < offsets.length; i += 1)
    offsets[i] = (offsets[i - 1] ?? 0) + takeGolomb(from, PART_LENGTH_PARAMETER);
  return offsets;
}

function readPart(segment: Segment, part: number): BitReader {
  const [begin, end] = [segment.offsets[part] ?? 0, segment.offsets[part + 1] ?? 0];
  const pieces: Uint8Array[] = [];
  for (let n = Math.floor(begin / CHUNK); n * CHUNK < end; n += 1)
    pieces.push(segment.chunk(n).subarray(Math.max(0, begin - n * CHUNK), end - n * CHUNK));
  return new BitReader(pieces.length === 1 ? (pieces[0] ?? new Uint8Array()) : Buffer.concat(pieces));
}

/** Reads every term of a part with its rows. */
export function readPostingsOf(segment: Segment, part: number): Postings {
  const from = readPart(segment, part);
  const bits = restBits(segment.rows);
  const postings: Postings = new Map();
  const terms = takeGolomb(from, TERMS_PARAMETER);
  const parameter = terms === 0 ? 0 : from.take(PARAMETER_BITS);
  for (let i = 0, rest = -1; i < terms; i += 1) {
    rest += 1 + takeGolomb(from, parameter);
    const list = passPostings(from, segment.rows);
    const next = from.at;
    postings.set(part * 2 ** bits + rest, readPostings(from, list, segment.rows));
    from.at = next;
  }
  return postings;
}

type Found = { from: BitReader; list: PostingList };

function findTerm(segment: Segment, hash: number): Found | null {
  const bits = restBits(segment.rows);
  const from = readPart(segment, hash >>> bits);
  const sought = hash & ((1 << bits) - 1);
  const terms = takeGolomb(from, TERMS_PARAMETER);
  const parameter = terms === 0 ? 0 : from.take(PARAMETER_BITS);
  for (let i = 0, rest = -1; i < terms; i += 1) {
    rest += 1 + takeGolomb(from, parameter);
    if (rest > sought) return null;
    const list = passPostings(from, segment.rows);
    if (rest === sought) return { from, list };
  }
  return null;
}

/**
 * The rows of a segment that may have all of these terms, ascending. None that has them is missing; one more may be
 * listed, as hashes are cut short.
 */
export function rowsWithAll(segment: Segment, hashes: readonly number[]): number[] {
  const found: Found[] = [];
  for (const hash of hashes) {
    const term = findTerm(segment, hash);
    if (term === null) return [];
    found.push(term);
  }
  const [rarest, ...others] = found.toSorted((a, b) => a.list.rows - b.list.rows);
  if (rarest === undefined) return [];
  let rows = readPostings(rarest.from, rarest.list, segment.rows);
  for (const { from, list } of others)
    if (list.written < rows.length * ROWS_PER_LOOK) rows = keepListed(rows, from, list);
  return rows;
}

/** How many neighbours of one size become one segment. */
export const MERGED = 8;

/**
 * Makes one segment of neighbours of the same size, given in the order of their rows. It pauses after each part, so
 * that a busy hall can go on with it later.
 */
export function* mergeSegments(segments: readonly Segment[]): Generator<undefined, SegmentBody> {
  const rows = segments[0]?.rows ?? 0;
  if (segments.length !== MERGED || segments.some((segment) => segment.rows !== rows))
    throw new Error(`exactly ${MERGED} segments of one size are merged`);
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
