import type { BitReader, BitWriter } from "./bits.ts";
import {
  bitsOf,
  evenCode,
  gapsOf,
  putGaps,
  putGolomb,
  shortestCode,
  takeGolomb,
  takeNumbers,
  type GapCode,
} from "./gap-code.ts";

/** From so many rows on, a list says its code and its length, so that it can be passed over. */
const LONG = 24;
const CODE_BITS = 5;
const LENGTH_PARAMETER = 8;

/** Where the list of one term stands: `written` rows, which are those that have it or, where most have, those that lack it. */
export type PostingList = { rows: number; written: number; isLack: boolean; code: GapCode; at: number };

const lackOf = (numbers: readonly number[], range: number): number[] => {
  const lack: number[] = [];
  let next = 0;
  for (const number of numbers) {
    for (; next < number; next += 1) lack.push(next);
    next = number + 1;
  }
  for (; next < range; next += 1) lack.push(next);
  return lack;
};

/** Writes which rows of 0 to `range` have a term; `rows` ascend. */
export function putPostings(out: BitWriter, rows: readonly number[], range: number): void {
  putGolomb(out, rows.length - 1, 0);
  const written = rows.length * 2 > range ? lackOf(rows, range) : rows;
  if (written.length === 0) return;
  const gaps = gapsOf(written);
  if (written.length < LONG) return putGaps(out, gaps, evenCode(written.length, range));
  const code = shortestCode(gaps, range);
  out.put(code, CODE_BITS);
  putGolomb(out, bitsOf(gaps, code), LENGTH_PARAMETER);
  putGaps(out, gaps, code);
}

/** Reads the head of a list and passes over its rows. */
export function passPostings(from: BitReader, range: number): PostingList {
  const rows = takeGolomb(from, 0) + 1;
  const isLack = rows * 2 > range;
  const written = isLack ? range - rows : rows;
  if (written < LONG) {
    const list = { rows, written, isLack, code: written === 0 ? 0 : evenCode(written, range), at: from.at };
    for (let i = 0; i < written; i += 1) {
      from.takeUnary();
      from.at += list.code;
    }
    return list;
  }
  const code = from.take(CODE_BITS);
  const length = takeGolomb(from, LENGTH_PARAMETER);
  const list = { rows, written, isLack, code, at: from.at };
  from.at += length;
  return list;
}

/** The rows of a list, ascending. */
export function readPostings(from: BitReader, list: PostingList, range: number): number[] {
  from.at = list.at;
  const written = takeNumbers(from, list.written, list.code);
  return list.isLack ? lackOf(written, range) : written;
}

/** Those of some ascending rows that are in a list, without unfolding a list of what lacks. */
export function keepListed(rows: readonly number[], from: BitReader, list: PostingList): number[] {
  from.at = list.at;
  const written = takeNumbers(from, list.written, list.code);
  let i = 0;
  return rows.filter((row) => {
    while (i < written.length && (written[i] ?? 0) < row) i += 1;
    return (written[i] === row) !== list.isLack;
  });
}
