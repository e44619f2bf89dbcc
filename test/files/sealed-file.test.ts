import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeEncryptedFile, readEncryptedFile } from "#station/lib/encrypted-export.ts";

const PASSPHRASE = "示例口令-北山 2026";
const plain = Buffer.from(JSON.stringify({ name: "示例𠮷记公司", phone: "13800000000" }));
const sealed = writeEncryptedFile(plain, PASSPHRASE);
const body = sealed.indexOf(10, sealed.indexOf(10) + 1) + 1;
const codeOf = (file: Buffer, passphrase = PASSPHRASE): string => {
  try {
    readEncryptedFile(file, passphrase);
    return "opened";
  } catch (error) {
    return error instanceof Error ? (error.message.split(":")[0] ?? "") : "";
  }
};
const changed = (at: number, to: number): Buffer => {
  const copy = Buffer.from(sealed);
  copy[at] = to;
  return copy;
};

describe("row 66: a sealed file", () => {
  it("opens with its passphrase to the same bytes, and shows none of them without", () => {
    expect(readEncryptedFile(sealed, PASSPHRASE)).toEqual(plain);
    expect(sealed.toString("latin1")).not.toContain("13800000000");
    expect(sealed.includes(Buffer.from("示例"))).toBe(false);
    expect(writeEncryptedFile(plain, PASSPHRASE).subarray(body)).not.toEqual(sealed.subarray(body));
  });

  it("takes the passphrase however the keyboard composes it, and distinguishes a wrong one from a damaged file", () => {
    const accented = writeEncryptedFile(plain, "cafe\u0301-0123456");
    expect(readEncryptedFile(accented, "caf\u00e9-0123456")).toEqual(plain);
    expect(codeOf(sealed, `${PASSPHRASE} `)).toBe("passphrase-wrong");
    expect(() => writeEncryptedFile(plain, "kurz")).toThrow(/passphrase-short/);
  });

  it("says what is wrong with it: cut, damaged, lengthened, foreign", () => {
    expect(codeOf(sealed.subarray(0, -1))).toBe("export-cut");
    expect(codeOf(sealed.subarray(0, body))).toBe("export-cut");
    expect(codeOf(sealed.subarray(0, body - 5))).toBe("export-damaged");
    expect(codeOf(sealed.subarray(0, 5))).toBe("export-damaged");
    expect(codeOf(Buffer.concat([sealed, Buffer.from("x")]))).toBe("export-damaged");
    expect(codeOf(changed(body + 3, (sealed[body + 3] ?? 0) ^ 1))).toBe("export-damaged");
    expect(codeOf(Buffer.from("%PDF-1.7\n"))).toBe("export-strange");
    expect(codeOf(Buffer.alloc(0))).toBe("export-damaged");
  });

  it("cannot be made to work for hours or fill the memory by its header, nor pass with a changed one", () => {
    const [magic = "", header = "{}"] = sealed.subarray(0, body).toString().split("\n");
    const forge = (over: object): Buffer =>
      Buffer.concat([
        Buffer.from(`${magic}\n${JSON.stringify({ ...(JSON.parse(header) as object), ...over })}\n`),
        sealed.subarray(body),
      ]);
    expect(codeOf(forge({ N: 2 ** 30 }))).toBe("export-damaged");
    expect(codeOf(forge({ p: 1000 }))).toBe("export-damaged");
    expect(codeOf(forge({ N: 2048 }))).toBe("passphrase-wrong");
    expect(codeOf(forge({ iv: "0".repeat(24) }))).toBe("export-forged");
  });

  it("never opens after any one byte was changed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: sealed.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        expect(codeOf(changed(at, (sealed[at] ?? 0) ^ by))).not.toBe("opened");
      }),
      { numRuns: 40 },
    );
  });
});
