import { readFileSync, writeFileSync } from "node:fs";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import { readCoverage } from "#station/rendering/fonts.ts";
import { barcodeModules } from "#station/rendering/barcodes.ts";
import { BARCODE } from "#station/rendering/slip-escpos.ts";
import { encodeSlip } from "#station/rendering/slip-escpos.ts";
import { drawSlip } from "#station/rendering/slip-raster.ts";
import { textCells } from "#templates/drawing/cell-width.ts";
import { SLIP_CELLS, SLIP_DOTS, type SlipLine } from "#templates/slip/slip-line.ts";
import { composeSlip } from "#templates/slip/slip.ts";
import { SAMPLE, sampleData } from "#test/helpers/document-sample.ts";
import { decodeEscPos } from "#test/helpers/escpos-decoder.ts";
import { readProfile } from "#test/helpers/read-profile.ts";

const text = (line: string, more: Partial<Extract<SlipLine, { kind: "text" }>> = {}): SlipLine => ({
  kind: "text",
  text: line,
  align: "left",
  size: "normal",
  bold: false,
  ...more,
});

const GOLDEN_LINES: SlipLine[] = [
  text("联动报装受理通知书", { align: "center", size: "large", bold: true }),
  { kind: "rule" },
  text("申请人：某某水务（集团）有限公司·第二分厂"),
  text("申请面积：120㎡ ℃ ① “引号”…"),
  { kind: "columns", left: "办理路径", right: "告知承诺", bold: true },
  { kind: "qr", content: "LD1:LD-A01-2026-000123-7:slip:1:9f86d08188" },
  { kind: "feed", lines: 3 },
  { kind: "cut" },
];

/** Compares with the bytes kept in the repository; `UPDATE_GOLDEN=1` rewrites them after an intended change. */
function expectGolden(name: string, bytes: Buffer): void {
  const file = new URL(`../fixtures/golden/${name}`, import.meta.url);
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, bytes);
  expect(bytes.toString("hex")).toBe(readFileSync(file).toString("hex"));
}

describe("a slip as ESC/POS bytes", () => {
  it("is the same to the byte as the kept one", () => {
    expectGolden("slip-gbk.bin", encodeSlip(GOLDEN_LINES));
  });

  it("is the same to the byte as the kept one for a printer with all of GB 18030", () => {
    expectGolden("slip-gb18030.bin", encodeSlip([text("欧阳𬭊 𠮷田䶮 㑇 𪚥·㎡")], { printerSet: "gb18030" }));
  });

  it("decodes back to its lines, in Chinese mode from the first to the last", () => {
    const parts = decodeEscPos(encodeSlip(GOLDEN_LINES));
    const lines = parts.filter((part) => part.kind === "line");
    expect(lines.map((line) => line.text)).toEqual([
      "联动报装受理通知书",
      "-".repeat(SLIP_CELLS),
      "申请人：某某水务（集团）有限公司·第二分厂",
      "申请面积：120㎡ ℃ ① “引号”…",
      `办理路径${" ".repeat(SLIP_CELLS - 16)}告知承诺`,
    ]);
    expect(lines.every((line) => line.chinese)).toBe(true);
    expect(lines[0]).toMatchObject({ centred: true, bold: true, large: true });
    expect(parts.slice(-3)).toEqual([
      { kind: "qr", content: "LD1:LD-A01-2026-000123-7:slip:1:9f86d08188" },
      { kind: "feed", lines: 3 },
      { kind: "cut" },
    ]);
  });

  it.each(["𠮷野家", "欧阳𬭊", "㑇", "𪚥", "120 m³/时", "niño", "café", "😀"])(
    "sends a line with a character the printer lacks as a picture, and the next line is not harmed: %s",
    (name) => {
      const parts = decodeEscPos(encodeSlip([text(`联系人：${name}`), text("联系人：张三")]));
      expect(parts[0]).toMatchObject({ kind: "picture", widthDots: SLIP_DOTS });
      expect(parts[0]?.kind === "picture" && parts[0].darkDots).toBeGreaterThan(200);
      expect(parts[1]).toMatchObject({ kind: "line", text: "联系人：张三", chinese: true });
    },
  );

  it("asks a GB 2312 printer for fewer characters than a GBK one", () => {
    const line = [text("龑")];
    expect(decodeEscPos(encodeSlip(line, { printerSet: "gb2312" }))[0]?.kind).toBe("picture");
    expect(decodeEscPos(encodeSlip(line, { printerSet: "gbk" }))[0]?.kind).toBe("line");
  });
});

describe("the acceptance slip", () => {
  const data = sampleData(readProfile("suizhou"));
  const { lines, unprintable } = composeSlip(data, readCoverage());
  const words = lines
    .map((line) => {
      if (line.kind === "text") return line.text;
      return line.kind === "columns" ? line.left + line.right : "";
    })
    .join("")
    .replaceAll(" ", "");

  it("names number, applicant, site, utilities, routes, clocks, rule and who answers", () => {
    expect(unprintable).toEqual([]);
    for (const part of [
      "LD-A01-2026-000123-7",
      SAMPLE.applicant,
      SAMPLE.site,
      "用水报装、用电报装、天然气报装",
      "告知承诺",
      "2026年12月2日17:30前",
      "随建文〔2023〕7号",
      "李𬭊",
      "0710-1234567",
    ]) {
      expect(words).toContain(part.replaceAll(" ", ""));
    }
  });

  it("carries no phone, identity or credit code of the applicant, and no person in the QR code", () => {
    for (const secret of [SAMPLE.phone, SAMPLE["identity-number"], SAMPLE["credit-code"], SAMPLE.contact])
      expect(words).not.toContain(secret);
    expect(lines.find((line) => line.kind === "qr")).toEqual({
      kind: "qr",
      content: "LD1:LD-A01-2026-000123-7:slip:1:9f86d08188",
    });
  });

  it("bears its number as bars for a reader at the counter, no wider than the paper", () => {
    const bars = lines.find((line) => line.kind === "barcode");
    expect(bars).toEqual({ kind: "barcode", content: "LD-A01-2026-000123-7" });
    expect(decodeEscPos(encodeSlip([{ kind: "barcode", content: "LD-A01-2026-000123-7" }]))).toEqual([
      { kind: "barcode", content: "LD-A01-2026-000123-7" },
    ]);
    expect(barcodeModules("WWWWWWWW-2026-000123-7").length * BARCODE.module).toBeLessThanOrEqual(SLIP_DOTS);
  });

  it("is never wider than the paper", () => {
    for (const line of lines) {
      if (line.kind === "text")
        expect(textCells(line.text)).toBeLessThanOrEqual(line.size === "large" ? SLIP_CELLS / 2 : SLIP_CELLS);
      if (line.kind === "columns") expect(textCells(line.left) + textCells(line.right)).toBeLessThan(SLIP_CELLS);
    }
  });

  it("breaks two texts that do not fit on one line, and loses nothing of either", () => {
    const documentNumber = "市住房和城乡建设局、市行政审批局联合发文〔2023〕第七号（试行稿）第二次修订";
    const { lines: broken } = composeSlip({ ...data, profile: { ...data.profile, documentNumber } }, readCoverage());
    const whole = broken.map((line) => (line.kind === "text" ? line.text : "")).join("");
    expect(whole).toContain(`办理路径${documentNumber}`);
    for (const line of broken)
      if (line.kind === "text")
        expect(textCells(line.text)).toBeLessThanOrEqual(line.size === "large" ? SLIP_CELLS / 2 : SLIP_CELLS);
  });

  it("lists a character that no font draws and shows its code point", () => {
    const form = { ...data.form, header: { ...data.form["header"], applicant: "王𱍐" } };
    const slip = composeSlip({ ...data, form }, readCoverage());
    expect(slip.unprintable.map((one) => one.codePoint)).toEqual(["U+31350"]);
    expect(slip.lines).toContainEqual(text("申请人：王〔U+31350〕"));
  });

  it("says 预览 until it is accepted", () => {
    const preview = composeSlip(sampleData(readProfile("suizhou"), true), readCoverage());
    expect(preview.lines).toContainEqual(text("【预览】", { align: "center", bold: true }));
    expect(preview.lines).toContainEqual(text("（未受理）", { align: "center", size: "large", bold: true }));
  });

  it("is drawn as a picture as wide as the paper, with ink on every text line", async () => {
    const image = await loadImage(drawSlip(lines));
    expect(image.width).toBe(SLIP_DOTS);
    const canvas = createCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data: dots } = context.getImageData(0, 0, image.width, 60);
    expect(dots.filter((value, index) => index % 4 === 0 && value < 128).length).toBeGreaterThan(500);
  });

  it("draws a rare character with ink of its own", async () => {
    const ink = async (name: string) => {
      const image = await loadImage(drawSlip([text(name)]));
      const canvas = createCanvas(image.width, image.height);
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, 24, image.height).data.filter((value, index) => index % 4 === 0 && value < 128)
        .length;
    };
    expect(await ink("𪚥")).toBeGreaterThan((await ink("𠮷")) * 1.3);
  });
});
