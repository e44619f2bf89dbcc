import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { afterAll, describe, expect, it } from "vitest";
import { barcodeModules } from "#station/rendering/barcodes.ts";
import { readCoverage } from "#station/rendering/fonts.ts";
import { endRendering, renderPdf } from "#station/rendering/render.ts";
import { renderForPrinter } from "#station/printing/render-for-printer.ts";
import { PRINTER_KINDS, canTake, type PrinterKind, type PrinterSettings } from "#shared/contract/printer-settings.ts";
import { composeSlipPage } from "#templates/slip/slip-page.ts";
import { composeSlip } from "#templates/slip/slip.ts";
import { SAMPLE, sampleData } from "#test/helpers/document-sample.ts";
import { A4, SLIPS } from "#test/helpers/printing-hall.ts";
import { readPdf, squash } from "#test/helpers/read-pdf.ts";
import { readProfile } from "#test/helpers/read-profile.ts";

afterAll(() => endRendering());

const SHOTS = process.env["LIANDONG_SHOTS"] ?? mkdtempSync(join(tmpdir(), "slip-page-"));

/** The dark and light runs of a page along one line of dots, in dots of 300 to the inch. */
async function runsAcross(pdf: Buffer, isWanted: (runs: number[]) => boolean): Promise<number[] | null> {
  writeFileSync(join(SHOTS, "slip-page.pdf"), pdf);
  execFileSync("pdftoppm", [
    "-r",
    "300",
    "-png",
    "-singlefile",
    join(SHOTS, "slip-page.pdf"),
    join(SHOTS, "slip-page"),
  ]);
  const image = await loadImage(join(SHOTS, "slip-page.png"));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  for (let y = 0; y < image.height / 2; y += 8) {
    const { data } = context.getImageData(0, y, image.width, 1);
    const runs: number[] = [];
    let last = false;
    for (let x = 0; x < image.width; x += 1) {
      const dark = (data[x * 4] ?? 255) < 128;
      if (dark !== last) runs.push(0);
      if (runs.length > 0) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
      last = dark;
    }
    if (isWanted(runs)) return runs;
  }
  return null;
}

describe("row 41: a slip in a hall without a slip printer", () => {
  it.each(["xianning", "suizhou", "neixiang", "hunan", "huoqiu"])(
    "is one A4 page that says all that the 80 mm slip says, %s",
    async (id) => {
      const data = sampleData(readProfile(id));
      const { definition, unprintable } = composeSlipPage(data, readCoverage());
      expect(unprintable).toEqual([]);
      const { pages, title } = await readPdf(await renderPdf(definition));
      expect(pages).toHaveLength(1);
      expect(title).toBe("联动报装受理通知书");
      const page = pages[0] ?? "";
      // Label and value stand in two cells, where the slip has a colon.
      const said = composeSlip(data, readCoverage()).lines.flatMap((line) => {
        if (line.kind === "text") return [line.text.replace("：", "")];
        return line.kind === "columns" ? [line.left, line.right] : [];
      });
      const flat = page.replaceAll("：", "");
      for (const text of said) expect(flat).toContain(squash(text).replaceAll("：", ""));
      for (const secret of [SAMPLE.phone, SAMPLE["identity-number"], SAMPLE["credit-code"], SAMPLE.contact])
        expect(page).not.toContain(secret);
    },
  );

  it("bears the number as bars that measure as they were meant, and the record's QR code in its footer", async () => {
    const { definition } = composeSlipPage(sampleData(readProfile("suizhou")), readCoverage());
    expect(JSON.stringify(definition.footer)).toContain("LD1:LD-A01-2026-000123-7:slip:1:9f86d08188");
    const modules = barcodeModules("LD-A01-2026-000123-7");
    const meant: number[] = [];
    modules.forEach((dark, at) =>
      dark === modules[at - 1] ? (meant[meant.length - 1] = (meant.at(-1) ?? 0) + 1) : meant.push(1),
    );
    const module = (0.3 / 25.4) * 300;
    const runs = await runsAcross(
      await renderPdf(definition),
      (found) => found.length === meant.length || found.length === meant.length + 1,
    );
    expect(runs?.slice(0, meant.length).map((width) => Math.round(width / module))).toEqual(meant);
  });

  it("is marked as every paper is: which print it is, and 预览 across the page", async () => {
    const data = sampleData(readProfile("suizhou"));
    const again = composeSlipPage(
      { ...data, marker: "reprint", reprint: { number: 2, by: "示例经办人", why: "卡纸" } },
      readCoverage(),
    );
    const { pages } = await readPdf(await renderPdf(again.definition));
    expect(pages[0]).toContain("【补打第2次】");
    expect(pages[0]).toContain("补打原因卡纸");
    expect(composeSlipPage(sampleData(readProfile("suizhou"), true), readCoverage()).definition.watermark?.text).toBe(
      "预览",
    );
  });

  it("is chosen by the printer: commands for a slip printer, a page for A4, a picture for the folder", async () => {
    const data = { ...sampleData(readProfile("suizhou")), notice: null };
    const tray: PrinterSettings = { id: "tray", name: "打印文件夹", kind: "tray", address: "", options: {} };
    const first = async (printer: PrinterSettings) => {
      const { bytes, pages, fileName } = await renderForPrinter(data, "slip", printer);
      return { begins: bytes.subarray(0, 4).toString("latin1"), pages, fileName };
    };
    expect(await first(A4)).toEqual({ begins: "%PDF", pages: 1, fileName: "LD-A01-2026-000123-7-slip.pdf" });
    expect(await first(SLIPS)).toEqual({ begins: "\x1b@\x1c&", pages: 1, fileName: "LD-A01-2026-000123-7-slip.bin" });
    expect(await first(tray)).toEqual({ begins: "\x89PNG", pages: 1, fileName: "LD-A01-2026-000123-7-slip.png" });
    const able = (kind: PrinterKind, options = {}) => [
      canTake({ kind, options }, "slip"),
      canTake({ kind, options }, "voucher"),
    ];
    expect(Object.fromEntries(PRINTER_KINDS.map((kind) => [kind, able(kind)]))).toEqual({
      ipp: [true, true],
      tray: [true, true],
      "escpos-tcp": [true, false],
      "device-file": [true, false],
      "cups-raw": [true, false],
      "windows-spooler": [true, true],
    });
    expect(able("windows-spooler", { prints: "slip" })).toEqual([true, false]);
  });
});
