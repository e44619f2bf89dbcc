import { createCanvas, type Canvas } from "@napi-rs/canvas";
import { SLIP_DOTS, type SlipLine } from "#templates/slip/slip-line.ts";
import { barcodeModules } from "./barcodes.ts";
import { BARCODE } from "./slip-escpos.ts";
import { CELL, drawTextLine } from "./slip-canvas.ts";
import { qrModules } from "./barcodes.ts";

/** Dots of a QR module, as sent to the printer. */
const MODULE = 6;
const QUIET = 24;

function blank(height: number): Canvas {
  const canvas = createCanvas(SLIP_DOTS, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, SLIP_DOTS, height);
  context.fillStyle = "#000000";
  return canvas;
}

function drawRule(): Canvas {
  const canvas = blank(CELL.line);
  const context = canvas.getContext("2d");
  for (let x = 0; x < SLIP_DOTS; x += CELL.width) context.fillRect(x + 2, CELL.line / 2, CELL.width - 4, 2);
  return canvas;
}

function drawQr(content: string): Canvas {
  const modules = qrModules(content);
  const side = modules.length * MODULE;
  const canvas = blank(side + 2 * QUIET);
  const context = canvas.getContext("2d");
  const left = Math.floor((SLIP_DOTS - side) / 2);
  modules.forEach((row, y) =>
    row.forEach((dark, x) => dark && context.fillRect(left + x * MODULE, QUIET + y * MODULE, MODULE, MODULE)),
  );
  return canvas;
}

function drawBarcode(content: string): Canvas {
  const modules = barcodeModules(content);
  const canvas = blank(BARCODE.height + QUIET);
  const context = canvas.getContext("2d");
  const left = Math.floor((SLIP_DOTS - modules.length * BARCODE.module) / 2);
  modules.forEach(
    (dark, x) => dark && context.fillRect(left + x * BARCODE.module, QUIET / 2, BARCODE.module, BARCODE.height),
  );
  return canvas;
}

function drawLine(line: SlipLine): Canvas | null {
  switch (line.kind) {
    case "text":
    case "columns":
      return drawTextLine(line);
    case "rule":
      return drawRule();
    case "qr":
      return drawQr(line.content);
    case "barcode":
      return drawBarcode(line.content);
    case "feed":
      return blank(CELL.line * line.lines);
    case "cut":
      return null;
  }
}

/** Draws a slip as a PNG of 576 dots: for the preview, and for printers that take pictures only. */
export function drawSlip(lines: readonly SlipLine[]): Buffer {
  const pieces = lines.map(drawLine).filter((piece) => piece !== null);
  const whole = blank(pieces.reduce((sum, piece) => sum + piece.height, 0));
  const context = whole.getContext("2d");
  let y = 0;
  for (const piece of pieces) {
    context.drawImage(piece, 0, y);
    y += piece.height;
  }
  return whole.toBuffer("image/png");
}
