/**
 * GB 18030 as bytes. Node decodes it and cannot encode, so the table is the decoder turned round, built once at first use.
 * Caveat of the 2022 edition: it moved 18 two-byte codes (A6D9…, FE59…) from private-use code points to U+FE10…U+FE19 and U+9FB4…U+9FBB.
 * Node's decoder follows it, so those private code points, and U+E5E5, have no code here; a printer with an older font draws those few
 * two-byte codes alike. The euro sign is A2E3, never the single byte 80 of CP936.
 */
const decoder = new TextDecoder("gb18030", { fatal: true });

let twoByte: Map<number, number> | null = null;
let fourByte: { first: number; linear: number }[] | null = null;

/** Code points with a two-byte sequence (GBK and later additions). */
function twoByteTable(): Map<number, number> {
  if (twoByte !== null) return twoByte;
  const table = new Map<number, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const text = decode(Uint8Array.of(lead, trail));
      const code = text === null || [...text].length !== 1 ? undefined : text.codePointAt(0);
      if (code !== undefined && !table.has(code)) table.set(code, (lead << 8) | trail);
    }
  }
  twoByte = table;
  return table;
}

function decode(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** The four bytes at a place in the standard's order of four-byte codes. */
const fourBytesAt = (linear: number): Uint8Array =>
  Uint8Array.of(
    0x81 + Math.floor(linear / 12_600),
    0x30 + (Math.floor(linear / 1260) % 10),
    0x81 + (Math.floor(linear / 10) % 126),
    0x30 + (linear % 10),
  );

const SUPPLEMENTARY_START = 189_000;
const BMP_CODES = 39_420;

/** Stretches of the basic plane whose four-byte codes follow one another. */
function fourByteRanges(): { first: number; linear: number }[] {
  if (fourByte !== null) return fourByte;
  const ranges: { first: number; linear: number }[] = [];
  let last = -2;
  for (let linear = 0; linear < BMP_CODES; linear += 1) {
    const code = decode(fourBytesAt(linear))?.codePointAt(0);
    if (code === undefined) continue;
    if (code !== last + 1) ranges.push({ first: code, linear });
    last = code;
  }
  ranges.sort((a, b) => a.first - b.first);
  fourByte = ranges;
  return ranges;
}

function encodeFour(code: number): Uint8Array | null {
  const linear = code >= 0x10000 ? SUPPLEMENTARY_START + code - 0x10000 : bmpLinear(code);
  if (linear === null) return null;
  const bytes = fourBytesAt(linear);
  return decode(bytes)?.codePointAt(0) === code ? bytes : null;
}

function bmpLinear(code: number): number | null {
  const range = fourByteRanges().findLast((one) => one.first <= code);
  return range === undefined ? null : range.linear + code - range.first;
}

/** Encodes a text; throws at a lone surrogate and at the 19 private code points without a code. */
export function encodeGb18030(text: string): Buffer {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const two = code < 0x80 ? code : twoByteTable().get(code);
    if (two === undefined) {
      const four = encodeFour(code);
      if (four === null) throw new Error(`不是一个字符：U+${code.toString(16).toUpperCase()} / not a character`);
      bytes.push(...four);
    } else if (two < 0x80) {
      bytes.push(two);
    } else {
      bytes.push(two >> 8, two & 0xff);
    }
  }
  return Buffer.from(bytes);
}

/** Whether a character is in GB 2312, the set that the simplest Chinese printers carry. */
export function isGb2312(code: number): boolean {
  if (code < 0x80) return true;
  const two = twoByteTable().get(code) ?? 0;
  const lead = two >> 8;
  return (two & 0xff) >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xf7));
}

/** Whether a character is in the part of GBK that every printer of this set carries: the later additions from 0xFE50 on are left out. */
export function isGbk(code: number): boolean {
  if (code < 0x80) return true;
  const two = twoByteTable().get(code);
  return two !== undefined && two < 0xfe50;
}
