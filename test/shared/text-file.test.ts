import { describe, expect, it } from "vitest";
import { encodeGb18030 } from "#station/rendering/gb18030.ts";
import { firstLineOf, readText, textOf } from "#shared/lib/text-file.ts";
import { savedAs } from "#test/helpers/saved-as.ts";

const TEXT = '{"name":"示例供水有限公司","site":"城东路１２号㙍𠮷"}\r\n';

describe("a text file that a person made", () => {
  it.each(Object.keys(savedAs("")))("is read right when it was saved as %s", (encoding) => {
    expect(textOf("register.json", savedAs(TEXT)[encoding as keyof ReturnType<typeof savedAs>])).toBe(TEXT);
  });

  it("is read as GB18030 whatever characters it holds, and as plain ASCII", () => {
    const hanzi = Array.from({ length: 0x9fa5 - 0x4e00 }, (_, at) => String.fromCharCode(0x4e00 + at)).join("");
    expect(readText(encodeGb18030(hanzi))).toEqual({ text: hanzi });
    expect(readText(Buffer.from("a,b\n"))).toEqual({ text: "a,b\n" });
    expect(readText(Buffer.alloc(0))).toEqual({ text: "" });
  });

  const utf8 = Buffer.from("示例供水有限公司，城东路十二号");
  it.each([
    ["UTF-8 with a byte missing", Buffer.concat([utf8.subarray(0, 7), utf8.subarray(8)])],
    ["UTF-8 cut in a character", utf8.subarray(0, -1)],
    ["UTF-16 cut in a character", Buffer.from("\uFEFF示例", "utf16le").subarray(0, -1)],
    ["half a character in UTF-16", Buffer.from("\uFEFF示\uD83D例", "utf16le")],
    ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x3a, 0x79, 0, 0])],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d])],
  ])("is refused as %s, by the file's name without its folders", (_what, bytes) => {
    const refused = () => textOf("/home/示例人/register.csv", bytes);
    expect(refused).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: "bad-input" }) as object }),
    );
    expect(readText(bytes)).toHaveProperty("why");
    try {
      refused();
    } catch (error) {
      expect(JSON.stringify(error)).toContain('"register.csv"');
      expect(JSON.stringify(error)).not.toContain("示例人");
    }
  });

  it.each(["示例\uFFFD公司\r\n", '{"name":"示例\\uFFFD公司"}', '{"name":"示例\\ufffd公司"}'])(
    "is refused where characters were lost before it was saved: %s",
    (text) => {
      for (const bytes of Object.values(savedAs(text)))
        expect(readText(bytes)).toMatchObject({ why: { zh: expect.stringContaining("U+FFFD") as string } });
    },
  );

  it("gives a passphrase the same in every encoding", () => {
    for (const bytes of Object.values(savedAs("示例口令-北山 2026\r\n第二行")))
      expect(firstLineOf("passphrase", bytes)).toBe("示例口令-北山 2026");
  });
});
