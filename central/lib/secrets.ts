import { hash, randomBytes } from "node:crypto";

/** Crockford's alphabet: no I, L, O or U, so a code can be read out over the phone. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** SHA-256 in hex over the UTF-8 bytes of a text. */
export const sha256Hex = (text: string): string => hash("sha256", text, "hex");

const DRAWN_BYTES = 4096;
let drawn = randomBytes(DRAWN_BYTES);
let used = 0;

/** Random bytes are drawn many at a time: each draw costs more than the bytes of a hundred receipts. None is used twice. */
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

/** The hash under which a code is kept; case, blanks and hyphens do not matter, since people type it. */
export const hashEnrolmentCode = (code: string): string => sha256Hex(code.toUpperCase().replaceAll(/[\s-]/g, ""));

/** A fresh station token of 256 random bits; shown once, kept only as its hash. */
export const makeToken = (): string => `lds_${randomBytes(32).toString("base64url")}`;

/** A fresh receipt number (回执号) of 80 random bits. */
export const makeReceipt = (): string => `R${letters(16)}`;
