import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import { readCoverage } from "#station/rendering/fonts.ts";
import { renderPdfHere } from "#station/rendering/pdf.ts";
import { composeDocument } from "#templates/documents/documents.ts";
import { sampleData } from "#test/helpers/document-sample.ts";
import { readProfile } from "#test/helpers/read-profile.ts";

/** Coarse enough that another version of the drawing program gives the same picture, fine enough that a line or box moved shows. */
const DOTS_PER_INCH = 40;
/** Grey levels, of 255, by which a page may differ on average; a cell moved by one row differs by more than 3. */
const TOLERANCE = 1.2;
const FOLDER = new URL("../fixtures/golden/pages/", import.meta.url);

function drawPage(pdf: Buffer): Buffer {
  const dir = mkdtempSync(join(tmpdir(), "page-"));
  try {
    writeFileSync(join(dir, "page.pdf"), pdf);
    execFileSync("pdftoppm", [
      "-r",
      String(DOTS_PER_INCH),
      "-f",
      "1",
      "-l",
      "1",
      "-gray",
      "-png",
      "-singlefile",
      join(dir, "page.pdf"),
      join(dir, "page"),
    ]);
    return readFileSync(join(dir, "page.png"));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function greys(png: Buffer): Promise<{ width: number; height: number; data: Uint8ClampedArray }> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  return { width: image.width, height: image.height, data: context.getImageData(0, 0, image.width, image.height).data };
}

/** The average difference of two pages of one size in grey levels. */
async function difference(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = [await greys(one), await greys(other)];
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  let sum = 0;
  for (let at = 0; at < a.data.length; at += 4) sum += Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0));
  return sum / (a.data.length / 4);
}

/** The annexed sheets, blank and filled; `UPDATE_GOLDEN=1` redraws them after an intended and checked change. */
const PAGES = [
  ["suizhou", "unified-form"],
  ["suizhou", "commitment-letter"],
  ["suizhou", "approval-sheet"],
  ["huoqiu", "unified-form"],
] as const;

describe.each([true, false])("row 34: an annexed sheet looks as it was approved (blank: %s)", (blank) => {
  it.each(PAGES)("%s %s", async (locality, kind) => {
    const { definition } = composeDocument(kind, sampleData(readProfile(locality), blank), readCoverage());
    const drawn = drawPage(await renderPdfHere(definition));
    const file = new URL(`${locality}-${kind}-${blank ? "blank" : "filled"}.png`, FOLDER);
    if (process.env["UPDATE_GOLDEN"] === "1") {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, drawn);
    }
    expect(existsSync(file)).toBe(true);
    expect(await difference(drawn, readFileSync(file))).toBeLessThan(TOLERANCE);
  });
});

describe("the comparison of pages", () => {
  it("notices one row of the grid moved", async () => {
    const data = sampleData(readProfile("suizhou"), true);
    const { definition } = composeDocument("unified-form", data, readCoverage());
    const moved = structuredClone(definition);
    for (const block of moved.content)
      if ("table" in block)
        block.table.heights = block.table.heights.map((height, i) => (i === 1 ? height + 12 : height));
    expect(
      await difference(drawPage(await renderPdfHere(definition)), drawPage(await renderPdfHere(moved))),
    ).toBeGreaterThan(TOLERANCE);
  });
});
