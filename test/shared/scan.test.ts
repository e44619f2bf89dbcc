import { describe, expect, it } from "vitest";
import { formatAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { readScan } from "#shared/identifiers/scan.ts";

const CODE = "91420000MA00YH0023";
const number = formatAcceptanceNumber({ prefix: "LD03", year: 2026, serial: 123 });

describe("what a reader read", () => {
  it.each([
    CODE,
    CODE.toLowerCase(),
    `https://licence.example/q?uniscid=${CODE}&t=1`,
    `https%3A%2F%2Flicence.example%2F${CODE}`,
    `https://licence.example/${"a".repeat(150)}/${CODE}`,
    `统一社会信用代码：${CODE}；名称：云海样品有限公司`,
  ])("row 1: is a licence's credit code: %s", (text) => {
    expect(readScan(text)).toEqual({ kind: "credit-code", code: CODE });
  });

  it("takes no eighteen signs for a credit code without its check character, and says which is likely wrong", () => {
    const wrong = readScan("91420000MA00YH0028");
    expect(wrong.kind === "unknown" && wrong.why.zh).toContain("校验位不对");
    expect(readScan("https://licence.example/q?id=91420000MA00YH0028").kind).toBe("unknown");
    expect(readScan(`X${CODE}`).kind).toBe("unknown");
  });

  it("is a project code, with or without its hyphens, also inside an address", () => {
    expect(readScan("2026-421300-48-01-123456")).toEqual({ kind: "project-code", code: "2026-421300-48-01-123456" });
    expect(readScan("20264213004801123456")).toEqual({ kind: "project-code", code: "2026-421300-48-01-123456" });
    expect(readScan("https://project.example/2026-421300-48-01-123456")).toEqual({
      kind: "project-code",
      code: "2026-421300-48-01-123456",
    });
  });

  it("is an acceptance number, or one of our own papers with its version and hash", () => {
    expect(readScan(number)).toEqual({ kind: "acceptance-number", number });
    expect(readScan(`LD1:${number}:unified-form:2:0a1b2c3d4e`)).toEqual({
      kind: "paper",
      id: number,
      document: "unified-form",
      version: 2,
      shortHash: "0a1b2c3d4e",
    });
    expect(readScan(`ld1:${number.toLowerCase()}:VOUCHER:1:0A1B2C3D4E`)).toEqual({
      kind: "paper",
      id: number,
      document: "voucher",
      version: 1,
      shortHash: "0a1b2c3d4e",
    });
  });

  it.each([
    `LD1：${number}：unified-form：2：0a1b2c3d4e`,
    `ＬＤ１:${number}:unified-form:2:0a1b2c3d4e`,
    `ＬＤ１：${number.replaceAll("-", "－")}：ｕｎｉｆｉｅｄ－ｆｏｒｍ：２：0a1b2c3d4e\u200B`,
    `\u2068LD1:${number}:unified-form:2:0a1b2c3d4e\u2069`,
  ])("is our own paper in full width too, and with signs that nobody sees: %s", (text) => {
    expect(readScan(text)).toMatchObject({ kind: "paper", id: number, document: "unified-form", version: 2 });
  });

  it.each(["6901234567892", "hello world", "LD1:x", "", "%E0%A4%A", "9".repeat(3_000)])(
    "is nothing known: %s",
    (text) => {
      expect(readScan(text).kind).toBe("unknown");
    },
  );
});
