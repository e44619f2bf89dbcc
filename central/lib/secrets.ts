import { hash, randomBytes } from "node:crypto";

/** Crockford's alphabet: no I, L, O or U, so a code can be read out over the phone. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** SHA-256 in hex over the UTF-8 bytes of a text. */
export const sha256Hex = (text: string): string => hash("sha256", text, "hex");

const DRAWN_BYTES = 4096;
let drawn = randomBytes(DRAWN_BYTES);
let used = 0;

/** Random bytes are drawn many at a time, since a draw is costly. No byte is used twice. */
function letters(count: number): string {
  if (used + count > DRAWN_BYTES) {
    drawn = randomBytes(DRAWN_BYTES);
    used = 0;
  }
  let made = "";
  for (const end = used + count; used < end; used += 1) made += ALPHABET.charAt((drawn[used] ?? 0) % ALPHABET.length);
  return made;
}

/** A fresh enrolment code (注册码) of 100 random bits, e.g. `7K2M-…`. */
export const makeEnrolmentCode = (): string => [1, 2, 3, 4, 5].map(() => letters(4)).join("-");

/** The hash that is stored of a code. Case, blanks and hyphens do not matter, since people type it. */
export const hashEnrolmentCode = (code: string): string => sha256Hex(code.toUpperCase().replaceAll(/[\s-]/g, ""));

/** A fresh token of 256 random bits; it is shown once, and only its hash is stored. */
export const makeToken = (): string => `lds_${randomBytes(32).toString("base64url")}`;

/** An id by which the log and the answer name one request. */
export const makeRequestId = (): string => letters(10);

/** A fresh receipt number (回执号) of 80 random bits. */
export const makeReceipt = (): string => `R${letters(16)}`;

/** The name-based UUID (version 8, SHA-256) of some parts: the same parts always get the same one. */
export function uuidOf(...parts: string[]): string {
  const hex = sha256Hex(parts.join("\n"));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
