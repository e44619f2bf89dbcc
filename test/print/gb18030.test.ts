import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeGb18030, isGb2312, isGbk } from "#station/rendering/gb18030.ts";

const decode = (bytes: Buffer) => new TextDecoder("gb18030", { fatal: true }).decode(bytes);

describe("GB 18030 bytes", () => {
  it("match the codes that another program (Python's codec) gives", () => {
    const known: [string, string][] = [
      ["A", "41"],
      ["啊", "b0a1"],
      ["水", "cbae"],
      ["丂", "8140"],
      ["·", "a1a4"],
      ["€", "a2e3"],
      ["㑇", "fe56"],
      ["䶮", "fe9f"],
      ["𠀀", "95328236"],
      ["𠮷", "9534b235"],
      ["ñ", "81308a39"],
    ];
    expect(known.map(([char]) => [char, encodeGb18030(char).toString("hex")])).toEqual(known);
  });

  it("decode back to the same text for every code point of the planes that hold characters", () => {
    const wrong: string[] = [];
    for (let code = 0x20; code < 0x32000; code += 1) {
      // Surrogates are no characters; of the private area, the decoder gives 19 code points no code (2022 moved 18 of them).
      if (code >= 0xd800 && code <= 0xf8ff) continue;
      const char = String.fromCodePoint(code);
      if (decode(encodeGb18030(char)) !== char) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  it("decode back for any text at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => decode(encodeGb18030(text)) === text),
    );
  });

  it("refuse a lone surrogate, which is no character", () => {
    expect(() => encodeGb18030("a\ud800")).toThrow("U+D800");
  });

  it("tell apart what GB 2312 and GBK printers have", () => {
    expect(
      ["水", "·", "䶮", "龑", "㎡", "𠮷"].map((char) => [
        isGb2312(char.codePointAt(0) ?? 0),
        isGbk(char.codePointAt(0) ?? 0),
      ]),
    ).toEqual([
      [true, true],
      [true, true],
      [false, false],
      [false, true],
      [false, true],
      [false, false],
    ]);
  });
});
