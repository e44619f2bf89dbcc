import { bilingual, type Bilingual } from "./bilingual.ts";
import { badInput } from "./problem.ts";

/** The decoder of whatever runs this, a page or Node; neither's types belong here. */
declare const TextDecoder: new (
  encoding: string,
  options: { fatal: boolean; ignoreBOM?: boolean },
) => { decode: (bytes: Uint8Array) => string };

/** Stands where a program could not read a character; the character itself is gone for good. */
const LOST = "\uFFFD";

type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";
/** Marks at a file's beginning that name its encoding; the longer ones first. */
const MARKS: readonly { bytes: readonly number[]; encoding: Encoding | null }[] = [
  { bytes: [0xff, 0xfe, 0x00, 0x00], encoding: null },
  { bytes: [0x00, 0x00, 0xfe, 0xff], encoding: null },
  { bytes: [0x84, 0x31, 0x95, 0x33], encoding: "gb18030" },
  { bytes: [0xef, 0xbb, 0xbf], encoding: "utf-8" },
  { bytes: [0xff, 0xfe], encoding: "utf-16le" },
  { bytes: [0xfe, 0xff], encoding: "utf-16be" },
];
/** Enough of a file to see where UTF-16 has its zeros. */
const PROBED_BYTES = 4096;

const UNKNOWN = bilingual(
  "不是可以识别的文字编码（UTF-8、GB18030 或 UTF-16），或文件已损坏；请另存为 UTF-8",
  "is in no encoding that is known here (UTF-8, GB18030, UTF-16), or damaged; save it as UTF-8",
);
const ALREADY_LOST = bilingual(
  `含有乱码 ${LOST}（U+FFFD）：文字在存入之前就已丢失，请从原文重新保存`,
  "holds U+FFFD: characters were lost before it was saved; save it again from where they are whole",
);

/** Says that a text has lost characters, plain or as a JSON escape; null where it is whole. */
export const lostCharacters = (text: string): Bilingual | null =>
  text.includes(LOST) || /\\ufffd/i.test(text) ? ALREADY_LOST : null;

function decodeAs(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 without a mark has its zeros at one side of each pair: every file of ours has quotes, commas or line ends. */
function utf16In(bytes: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  bytes.subarray(0, PROBED_BYTES).forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [first = 0, second = 0] = zeros;
  if (first + second === 0) return null;
  return second > first ? "utf-16le" : "utf-16be";
}

/**
 * Whether bytes that are no UTF-8 were UTF-8 once: read as GB18030 they would be taken for other characters. Chinese
 * has three bytes there, which GB18030 hits by chance so rarely that whole characters never match the lost ones.
 */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder("utf-8", { fatal: false }).decode(bytes);
  const lost = text.split(LOST).length - 1;
  const whole = [...text].filter((sign) => sign >= "\u0800" && sign !== LOST).length;
  return whole >= lost;
}

function decode(bytes: Uint8Array): string | null {
  const mark = MARKS.find((one) => one.bytes.every((byte, at) => bytes[at] === byte));
  if (mark !== undefined)
    return mark.encoding === null ? null : decodeAs(bytes.subarray(mark.bytes.length), mark.encoding);
  const wide = utf16In(bytes);
  if (wide !== null) return decodeAs(bytes, wide);
  return decodeAs(bytes, "utf-8") ?? (isDamagedUtf8(bytes) ? null : decodeAs(bytes, "gb18030"));
}

/**
 * Reads the text of a file that a person made, in any encoding that Chinese Windows writes: UTF-8, GB18030, UTF-16,
 * with and without a byte order mark. What cannot be read whole is not read at all; then it says why.
 */
export function readText(bytes: Uint8Array): { text: string } | { why: Bilingual } {
  const text = decode(bytes);
  // A zero is in no text: this is a picture, a program, or UTF-16 of odd length.
  if (text === null || text.includes("\0")) return { why: UNKNOWN };
  const lost = lostCharacters(text);
  return lost === null ? { text } : { why: lost };
}

/** A file's name without its folders, which may hold a person's name. */
const nameOf = (file: string): string => file.split(/[/\\]/).at(-1) ?? file;

/** The text of a file; throws a problem that names the file where it cannot be read. */
export function textOf(file: string, bytes: Uint8Array): string {
  const read = readText(bytes);
  if ("text" in read) return read.text;
  throw badInput([{ path: nameOf(file), message: read.why }]);
}

/** The first line of a file, such as a passphrase. */
export const firstLineOf = (file: string, bytes: Uint8Array): string => textOf(file, bytes).split(/\r?\n/)[0] ?? "";
