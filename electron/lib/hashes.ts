import { createHash, createHmac } from "node:crypto";

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/** A keyed hash of a short text: 32 bits, as an unsigned number. */
export type KeyedHash = (text: string) => number;

/**
 * HalfSipHash-2-4 (Aumasson and Bernstein) over a text's UTF-16 units, under a key of 16 hex digits. It hides what an index holds from
 * whoever lacks the key and is fast enough to run a hundred times within one intake; it is no signature.
 */
export function keyedHash(keyHex: string): KeyedHash {
  if (!/^[0-9a-f]{16}$/.test(keyHex)) throw new Error("the key of a keyed hash is 16 hex digits");
  const k0 = parseInt(keyHex.slice(0, 8), 16) | 0;
  const k1 = parseInt(keyHex.slice(8), 16) | 0;
  return (text) => {
    let v0 = k0;
    let v1 = k1;
    let v2 = k0 ^ 0x6c796765;
    let v3 = k1 ^ 0x74656462;
    const round = (): void => {
      v0 = (v0 + v1) | 0;
      v1 = rotate(v1, 5) ^ v0;
      v0 = rotate(v0, 16);
      v2 = (v2 + v3) | 0;
      v3 = rotate(v3, 8) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = rotate(v3, 7) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = rotate(v1, 13) ^ v2;
      v2 = rotate(v2, 16);
    };
    const take = (word: number): void => {
      v3 ^= word;
      round();
      round();
      v0 ^= word;
    };
    const whole = text.length - (text.length % 2);
    for (let i = 0; i < whole; i += 2) take(text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16));
    // The last word carries the length, so that a text and its beginning part ways.
    take((whole < text.length ? text.charCodeAt(whole) : 0) | ((text.length * 2) << 24));
    v2 ^= 0xff;
    for (let i = 0; i < 4; i += 1) round();
    return (v1 ^ v3) >>> 0;
  };
}

/** SHA-256 in hex, of bytes or of a text's UTF-8 bytes. */
export const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** HMAC-SHA256 in hex of a text under a key. */
export const hmacSha256 = (key: string, text: string): string => createHmac("sha256", key).update(text).digest("hex");
