import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeEncryptedFile, readEncryptedFile } from "#station/lib/encrypted-export.ts";

const PASSPHRASE = "示例口令-北山 2026";
const plain = Buffer.from(JSON.stringify({ name: "示例𠮷记公司", phone: "13800000000" }));
const encrypted = writeEncryptedFile(plain, PASSPHRASE);
const body = encrypted.indexOf(10, encrypted.indexOf(10) + 1) + 1;
const codeOf = (file: Buffer, passphrase = PASSPHRASE): string => {
  try {
    readEncryptedFile(file, passphrase);
    return "opened";
  } catch (error) {
    return error instanceof Error ? (error.message.split(":")[0] ?? "") : "";
  }
};
const changed = (at: number, to: number): Buffer => {
  const copy = Buffer.from(encrypted);
  copy[at] = to;
  return copy;
};

describe("row 66: an encrypted file", () => {
  it("opens with its passphrase to the same bytes, and shows none of them without", () => {
    expect(readEncryptedFile(encrypted, PASSPHRASE)).toEqual(plain);
    expect(encrypted.toString("latin1")).not.toContain("13800000000");
    expect(encrypted.includes(Buffer.from("示例"))).toBe(false);
    expect(writeEncryptedFile(plain, PASSPHRASE).subarray(body)).not.toEqual(encrypted.subarray(body));
  });

  it("takes the passphrase however the keyboard composes it, and distinguishes a wrong one from a damaged file", () => {
    const accented = writeEncryptedFile(plain, "cafe\u0301-0123456");
    expect(readEncryptedFile(accented, "caf\u00e9-0123456")).toEqual(plain);
    expect(codeOf(encrypted, `${PASSPHRASE} `)).toBe("passphrase-wrong");
    expect(() => writeEncryptedFile(plain, "kurz")).toThrow(/passphrase-short/);
  });

  it("says what is wrong with it: cut, damaged, lengthened, foreign", () => {
    expect(codeOf(encrypted.subarray(0, -1))).toBe("export-cut");
    expect(codeOf(encrypted.subarray(0, body))).toBe("export-cut");
    expect(codeOf(encrypted.subarray(0, body - 5))).toBe("export-damaged");
    expect(codeOf(encrypted.subarray(0, 5))).toBe("export-damaged");
    expect(codeOf(Buffer.concat([encrypted, Buffer.from("x")]))).toBe("export-damaged");
    expect(codeOf(changed(body + 3, (encrypted[body + 3] ?? 0) ^ 1))).toBe("export-damaged");
    expect(codeOf(Buffer.from("%PDF-1.7\n"))).toBe("export-strange");
    expect(codeOf(Buffer.alloc(0))).toBe("export-damaged");
  });

  it("cannot be made to work for hours or fill the memory by its header, nor pass with a changed one", () => {
    const [magic = "", header = "{}"] = encrypted.subarray(0, body).toString().split("\n");
    const forge = (over: object): Buffer =>
      Buffer.concat([
        Buffer.from(`${magic}\n${JSON.stringify({ ...(JSON.parse(header) as object), ...over })}\n`),
        encrypted.subarray(body),
      ]);
    expect(codeOf(forge({ N: 2 ** 30 }))).toBe("export-damaged");
    expect(codeOf(forge({ p: 1000 }))).toBe("export-damaged");
    expect(codeOf(forge({ N: 2048 }))).toBe("passphrase-wrong");
    expect(codeOf(forge({ iv: "0".repeat(24) }))).toBe("export-forged");
  });

  it("never opens after any one byte was changed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: encrypted.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        expect(codeOf(changed(at, (encrypted[at] ?? 0) ^ by))).not.toBe("opened");
      }),
      { numRuns: 40 },
    );
  });
});
