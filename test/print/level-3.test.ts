import { createCanvas, GlobalFonts, loadImage, type ImageData } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import { readCoverage } from "#station/rendering/fonts.ts";
import { fontFiles } from "#station/rendering/fonts.ts";
import { encodeGb18030 } from "#station/rendering/gb18030.ts";
import { endRendering, renderPdf } from "#station/rendering/render.ts";
import { encodeSlip } from "#station/rendering/slip-escpos.ts";
import { drawSlip } from "#station/rendering/slip-raster.ts";
import { FONT_NAMES } from "#templates/drawing/font-coverage.ts";
import type { PdfDefinition } from "#templates/drawing/pdf-definition.ts";
import { makePen } from "#templates/drawing/pen.ts";
import { SLIP_DOTS, type SlipLine } from "#templates/slip/slip-line.ts";
import { decodeEscPos } from "#test/helpers/escpos-decoder.ts";
import { inPieces, levelThree } from "#test/helpers/level-3.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";

const ALL = levelThree();
/** A slip line of 48 cells holds 24 ideographs. */
const PER_LINE = 24;
const CELL = SLIP_DOTS / PER_LINE;
const LINE = 30;

function definition(lines: string[][]): { pdf: PdfDefinition; unprintable: unknown[] } {
  const pen = makePen(readCoverage(), []);
  const content = lines.map((line) => ({ text: pen.value(line.join(""), "测试") }));
  return {
    pdf: {
      pageSize: "A4",
      pageMargins: [40, 40, 40, 40],
      info: { title: "level 3", subject: "level 3", creationDate: "2026-11-20T00:00:00.000Z" },
      defaultStyle: { font: "serif", fontSize: 10.5, lineHeight: 1 },
      watermark: null,
      content,
      footer: { text: [] },
    },
    unprintable: pen.unprintable,
  };
}

const slipLine = (chars: string[]): SlipLine => ({
  kind: "text",
  text: chars.join(""),
  align: "left",
  size: "normal",
  bold: false,
});

/** What a font draws for a character that it lacks, as the dots of one cell, by font. */
function emptyBoxes(): Set<string> {
  const boxes = new Set<string>();
  for (const name of FONT_NAMES) {
    const family = `box-${name}`;
    GlobalFonts.registerFromPath(fontFiles()[name].normal, family);
    const canvas = createCanvas(CELL, LINE);
    const context = canvas.getContext("2d");
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, CELL, LINE);
    context.fillStyle = "#000000";
    context.textAlign = "center";
    context.font = `${24 * 0.94}px "${family}"`;
    context.fillText("\u{10fffd}", CELL / 2, 3 + 24 * 0.86, CELL);
    boxes.add(inkOf(context.getImageData(0, 0, CELL, LINE), 0, 0));
  }
  return boxes;
}

/** The dots of a cell as one letter a dot; a string built dot by dot would take most of the test's time. */
function inkOf({ data, width }: ImageData, left: number, top: number): string {
  const dots = Buffer.alloc(CELL * LINE, "0");
  for (let dot = 0; dot < dots.length; dot += 1) {
    const at = (top + Math.floor(dot / CELL)) * width + left + (dot % CELL);
    if ((data[at * 4] ?? 255) < 128) dots[dot] = 0x31;
  }
  return dots.toString("latin1");
}

describe("row 39: every ideograph of GB 18030-2022 level 3", () => {
  it("is 87,887 of them, and each has a code that an independent decoder reads back", () => {
    expect(ALL).toHaveLength(87_887);
    const text = ALL.join("");
    expect(new TextDecoder("gb18030", { fatal: true }).decode(encodeGb18030(text))).toBe(text);
  });

  it(
    "reaches a PDF and is read back from it by another program, none lost, none changed",
    { timeout: 300_000 },
    async () => {
      for (const part of inPieces(ALL, 30_000)) {
        const { pdf, unprintable } = definition(inPieces(part, 48));
        expect(unprintable).toEqual([]);
        const { pages } = await readPdf(await renderPdf(pdf));
        const read = [...pages.join("")];
        const lost = part.filter((char, i) => read[i] !== char);
        expect({ count: read.length, lost: lost.slice(0, 20) }).toEqual({ count: part.length, lost: [] });
      }
      await endRendering("done");
    },
  );

  it("is drawn on the slip: each has dots of its own, and none is an empty box", { timeout: 300_000 }, async () => {
    const boxes = emptyBoxes();
    const bad: string[] = [];
    for (const lines of inPieces(inPieces(ALL, PER_LINE), 400)) {
      const image = await loadImage(drawSlip(lines.map(slipLine)));
      const context = createCanvas(image.width, image.height).getContext("2d");
      context.drawImage(image, 0, 0);
      const drawn = context.getImageData(0, 0, image.width, image.height);
      lines.forEach((line, row) =>
        line.forEach((char, column) => {
          const ink = inkOf(drawn, column * CELL, row * LINE);
          if (!ink.includes("1") || boxes.has(ink)) bad.push(`${char} U+${char.codePointAt(0)?.toString(16)}`);
        }),
      );
    }
    expect(bad).toEqual([]);
  });

  it(
    "goes to the printer as its own code where the set has it, else as a picture of its line, and no line is lost",
    { timeout: 300_000 },
    () => {
      const lines = inPieces(ALL, PER_LINE);
      // Each picture is drawn as above: of the sets that lack most of them, every sixteenth line is enough.
      for (const [printerSet, step] of [
        ["gb18030", 1],
        ["gbk", 16],
        ["gb2312", 16],
      ] as const) {
        const some = lines.filter((_, i) => i % step === 0);
        const parts = decodeEscPos(encodeSlip(some.map(slipLine), { printerSet }));
        expect(parts).toHaveLength(some.length);
        expect(
          parts.filter((part, i) => (part.kind === "line" ? part.text !== some[i]?.join("") : part.kind !== "picture")),
        ).toEqual([]);
        if (printerSet === "gb18030") expect(parts.filter(({ kind }) => kind !== "line")).toEqual([]);
      }
    },
  );
});
