import type { BitReader, BitWriter } from "./bits.ts";

/**
 * How the gaps of a list are written: 0 to 15 a Rice code of that parameter, for rows spread evenly; 16 to 31 an exponential Golomb code
 * of the parameter above 16, for rows that come in runs, as those of consecutive numbers do.
 */
export type GapCode = number;

const GOLOMB = 16;
const MAX_SMALL_GAP = 15;
const log2 = (value: number): number => 31 - Math.clz32(value);

/** Writes a number from 0 in an exponential Golomb code. */
export function putGolomb(out: BitWriter, value: number, parameter: number): void {
  const high = (value >>> parameter) + 1;
  const width = log2(high);
  out.putUnary(width);
  out.put(high, width);
  out.put(value, parameter);
}

/** Reads what {@link putGolomb} wrote. */
export function takeGolomb(from: BitReader, parameter: number): number {
  const width = from.takeUnary();
  const high = ((1 << width) | from.take(width)) - 1;
  return (high << parameter) | from.take(parameter);
}

/** The Rice parameter for so many rows, spread evenly over a range. */
export const evenCode = (rows: number, range: number): GapCode =>
  Math.min(MAX_SMALL_GAP, Math.max(0, Math.floor(Math.log2((0.69 * range) / rows))));

/** How many bits gaps take in a code. */
export function bitsOf(gaps: readonly number[], code: GapCode): number {
  let bits = 0;
  if (code < GOLOMB) for (const gap of gaps) bits += (gap >>> code) + 1 + code;
  else for (const gap of gaps) bits += 2 * log2((gap >>> (code - GOLOMB)) + 1) + 1 + code - GOLOMB;
  return bits;
}

/** The code in which these gaps are shortest, of those worth trying. */
export function shortestCode(gaps: readonly number[], range: number): GapCode {
  const even = evenCode(gaps.length, range);
  const tried = [
    even,
    Math.max(0, even - 1),
    Math.min(MAX_SMALL_GAP, even + 1),
    GOLOMB,
    GOLOMB + (even >>> 1),
    GOLOMB + even,
  ];
  return tried
    .map((code) => ({ code, bits: bitsOf(gaps, code) }))
    .reduce((best, each) => (each.bits < best.bits ? each : best)).code;
}

/** The gaps between ascending numbers from 0. */
export const gapsOf = (numbers: readonly number[]): number[] =>
  numbers.map((number, i) => number - (numbers[i - 1] ?? -1) - 1);

/** Writes gaps in a code. */
export function putGaps(out: BitWriter, gaps: readonly number[], code: GapCode): void {
  for (const gap of gaps) {
    if (code >= GOLOMB) putGolomb(out, gap, code - GOLOMB);
    else {
      out.putUnary(gap >>> code);
      out.put(gap, code);
    }
  }
}

/** Reads so many ascending numbers back from their gaps. */
export function takeNumbers(from: BitReader, count: number, code: GapCode): number[] {
  const numbers: number[] = [];
  let last = -1;
  for (let i = 0; i < count; i += 1) {
    last += 1 + (code >= GOLOMB ? takeGolomb(from, code - GOLOMB) : (from.takeUnary() << code) | from.take(code));
    numbers.push(last);
  }
  return numbers;
}
