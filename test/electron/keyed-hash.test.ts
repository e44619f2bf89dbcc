import { describe, expect, it } from "vitest";
import { keyedHash } from "#station/lib/hashes.ts";

/** Key and messages of the reference implementation's vectors: key 00 01 … 07, message 00 01 … of even length, here as UTF-16 units. */
const REFERENCE_KEY = "0302010007060504";
const reference: [number, number][] = [
  [0, 0x5b9f35a9],
  [2, 0x03a662fa],
  [4, 0x89466e2a],
  [6, 0x23fc6358],
  [8, 0x8f84b8d0],
  [10, 0x3479b094],
];

describe("the keyed hash", () => {
  it.each(reference)("is HalfSipHash-2-4: %i bytes", (bytes, expected) => {
    const message = Array.from({ length: bytes / 2 }, (_, i) => String.fromCharCode((i * 2) | ((i * 2 + 1) << 8))).join(
      "",
    );
    expect(keyedHash(REFERENCE_KEY)(message).toString(16)).toBe(expected.toString(16));
  });

  it("answers otherwise under another key, for another order, and for a text and its beginning", () => {
    const hash = keyedHash("00112233445566ff");
    expect(hash("王小")).toBe(hash("王小"));
    expect(hash("王小")).not.toBe(keyedHash("10112233445566ff")("王小"));
    expect(new Set(["王", "小", "王小", "小王", "王小明", "王小明\0", ""].map((text) => hash(text))).size).toBe(7);
  });
});
