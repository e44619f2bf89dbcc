import { readFileSync } from "node:fs";
import { createCanvas, GlobalFonts, type Canvas, type SKRSContext2D } from "@napi-rs/canvas";
import { textCells } from "#templates/drawing/cell-width.ts";
import { SLIP_FONTS, type FontName } from "#templates/drawing/font-coverage.ts";
import { SLIP_DOTS, type SlipLine } from "#templates/slip/slip-line.ts";
import { splitRuns } from "#templates/drawing/text-runs.ts";
import { readCoverage } from "./fonts.ts";
import { fontFiles } from "./fonts.ts";

/** Dots of one half-width cell of a normal line: 12 wide, 24 high, with 6 between lines. */
export const CELL = { width: 12, height: 24, line: 30 } as const;

const loaded = new Set<string>();

/** Registers a font at its first use: the one for rare characters is large and seldom needed. */
function family(font: FontName, bold: boolean): string {
  const name = `slip-${font}-${bold ? "bold" : "normal"}`;
  if (!loaded.has(name)) {
    const files = fontFiles()[font];
    // Bytes, not a path: in the installed program the file lies in an archive that native code cannot read.
    if (GlobalFonts.register(readFileSync(bold ? files.bold : files.normal), name) === null)
      throw new Error(`字体无法打开：${font} / the font cannot be opened`);
    loaded.add(name);
  }
  return name;
}

/** The text of a line as it is printed, columns spread to the full width. */
export function lineText(line: Extract<SlipLine, { kind: "text" | "columns" }>, cells: number): string {
  if (line.kind === "text") return line.text;
  const gap = Math.max(1, cells - textCells(line.left) - textCells(line.right));
  return line.left + " ".repeat(gap) + line.right;
}

type CellPlace = { x: number; y: number; scale: number; bold: boolean };

/**
 * Draws a text on a grid of cells, each character in the middle of its cells. Columns then line up as on the printer.
 */
function drawCells(context: SKRSContext2D, text: string, place: CellPlace): void {
  const { x, y, scale, bold } = place;
  let at = x;
  for (const run of splitRuns(text, "小票", SLIP_FONTS, readCoverage()).runs) {
    context.font = `${CELL.height * scale * 0.94}px "${family(run.font, bold)}"`;
    for (const char of run.text) {
      const width = textCells(char) * CELL.width * scale;
      context.fillText(char, at + width / 2, y + CELL.height * scale * 0.86, width);
      // The fonts for rare characters are a thin Ming: at 203 dots per inch their strokes need weight.
      if (run.font.startsWith("rare")) context.strokeText(char, at + width / 2, y + CELL.height * scale * 0.86, width);
      at += width;
    }
  }
}

/** Draws one text line in black on white, as wide as the slip. */
export function drawTextLine(line: Extract<SlipLine, { kind: "text" | "columns" }>): Canvas {
  const scale = line.kind === "text" && line.size === "large" ? 2 : 1;
  const canvas = createCanvas(SLIP_DOTS, CELL.line * scale);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#000000";
  context.textAlign = "center";
  context.lineWidth = 0.7;
  const text = lineText(line, SLIP_DOTS / CELL.width / scale);
  const width = textCells(text) * CELL.width * scale;
  const x = line.kind === "text" && line.align === "center" ? Math.floor((SLIP_DOTS - width) / 2) : 0;
  drawCells(context, text, { x, y: (CELL.line - CELL.height) / 2, scale, bold: line.bold });
  return canvas;
}
