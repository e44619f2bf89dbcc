import { PrinterTypes, ThermalPrinter } from "node-thermal-printer";
import { cellsOf } from "#templates/drawing/cell-width.ts";
import { SLIP_CELLS, SLIP_DOTS, type SlipLine } from "#templates/slip/slip-line.ts";
import { encodeGb18030, isGb2312, isGbk } from "./gb18030.ts";
import { drawTextLine, lineText } from "./slip-canvas.ts";

/**
 * Dots of the narrowest bar and of the whole height. Two dots are 0.25 mm, enough for a reader at the counter, and 22
 * characters fit on the paper.
 */
export const BARCODE = { module: 2, height: 64 } as const;
const CODE_128 = 73;

/**
 * `GS k`: Code 128, set B. The commands are node-thermal-printer's. Its text is not used (it changes the code page in mid-job and counts
 * characters for cells), nor its QR (wrong length for Chinese), images (from PNG files, whole) and sockets (success before the printer has
 * anything): those are ours.
 */
function barcodeBytes(content: string): Buffer {
  const printer = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: "" });
  printer.printBarcode(content, CODE_128, { hriPos: 0, hriFont: 0, width: BARCODE.module, height: BARCODE.height });
  return printer.getBuffer();
}

const DLE = 0x10;
/** `DLE EOT`, `DLE ENQ`, `DLE DC4`: ask for status, recover, open the drawer or clear the buffer. */
const REAL_TIME = [0x04, 0x05, 0x14];

/**
 * Printers look for real-time commands in all that arrives, also in a picture's dots, where one would be obeyed and the picture shifted.
 * One dot more, beside another, breaks such a pair and cannot be seen.
 */
export function guardPicture(bits: Buffer): Buffer {
  for (let at = 0; at + 1 < bits.length; at += 1) {
    if (bits[at] === DLE && REAL_TIME.includes(bits[at + 1] ?? 0)) bits[at] = DLE | 0x08;
  }
  return bits;
}

/** The characters that a printer has in its own font; a line with any other is sent as a picture. */
export type PrinterSet = "gb2312" | "gbk" | "gb18030";
/** How a slip is written for one printer. */
export type EscPosOptions = { printerSet?: PrinterSet };

const ESC = 0x1b;
const GS = 0x1d;
const FS = 0x1c;
const LF = 0x0a;

/** `ESC @` resets; `FS &` turns two-byte Chinese on; `ESC 3` sets 30 dots from line to line. */
const START = [ESC, 0x40, FS, 0x26, ESC, 0x33, 30];
/** `GS V B`: feed to the knife and cut. */
const CUT = [GS, 0x56, 0x42, 0x00];

/** Private-use code points mean nothing to a printer, and one of them has no GB 18030 code. */
const isPrivate = (code: number): boolean => (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000;

function has(set: PrinterSet, char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return code >= 0x20;
  // A printer gives every multi-byte character two cells; one that we count as half-width would shift its line.
  if (cellsOf(char) !== 2 || isPrivate(code)) return false;
  switch (set) {
    case "gb2312":
      return isGb2312(code);
    case "gbk":
      return isGbk(code);
    case "gb18030":
      return true;
  }
}

/** `GS v 0`: a picture line by line, one bit a dot, dark where the drawing is darker than middle grey. */
function raster(line: Extract<SlipLine, { kind: "text" | "columns" }>): Buffer {
  const canvas = drawTextLine(line);
  // Read once: each read of a canvas's size goes into native code, and would take most of the time if made for each dot.
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const rowBytes = SLIP_DOTS / 8;
  const bits = Buffer.alloc(rowBytes * height);
  for (let dot = 0; dot < width * height; dot += 1) {
    if ((data[dot * 4] ?? 255) < 128) {
      const at = dot >> 3;
      bits[at] = (bits[at] ?? 0) | (0x80 >> (dot & 7));
    }
  }
  return Buffer.concat([
    Buffer.from([GS, 0x76, 0x30, 0, rowBytes & 0xff, rowBytes >> 8, height & 0xff, height >> 8]),
    guardPicture(bits),
  ]);
}

function textBytes(line: Extract<SlipLine, { kind: "text" | "columns" }>, set: PrinterSet): Buffer {
  const large = line.kind === "text" && line.size === "large";
  const text = lineText(line, large ? SLIP_CELLS / 2 : SLIP_CELLS);
  if (![...text].every((char) => has(set, char))) return raster(line);
  const centred = line.kind === "text" && line.align === "center" ? 1 : 0;
  return Buffer.concat([
    Buffer.from([ESC, 0x61, centred, ESC, 0x45, line.bold ? 1 : 0, GS, 0x21, large ? 0x11 : 0]),
    // The whole line in one encoding: no code page ever changes within a job.
    encodeGb18030(text),
    Buffer.from([LF]),
  ]);
}

/** `GS ( k`: model 2, six dots a module, level M; the length counts the bytes stored plus three. */
function qrBytes(content: string): Buffer {
  const stored = Buffer.from(content, "ascii");
  const length = stored.length + 3;
  return Buffer.concat([
    Buffer.from([ESC, 0x61, 1]),
    Buffer.from([GS, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0]),
    Buffer.from([GS, 0x28, 0x6b, 3, 0, 0x31, 0x43, 6]),
    Buffer.from([GS, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x31]),
    Buffer.from([GS, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30]),
    stored,
    Buffer.from([GS, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30, ESC, 0x61, 0]),
  ]);
}

function lineBytes(line: SlipLine, set: PrinterSet): Buffer {
  switch (line.kind) {
    case "text":
    case "columns":
      return textBytes(line, set);
    case "rule":
      return textBytes({ kind: "text", text: "-".repeat(SLIP_CELLS), align: "left", size: "normal", bold: false }, set);
    case "qr":
      return qrBytes(line.content);
    case "barcode":
      return Buffer.concat([Buffer.from([ESC, 0x61, 1]), barcodeBytes(line.content), Buffer.from([ESC, 0x61, 0])]);
    case "feed":
      return Buffer.from([ESC, 0x64, line.lines]);
    case "cut":
      return Buffer.from(CUT);
  }
}

/** Encodes a slip for an ESC/POS printer of 576 dots; the printer's own set is GBK unless its settings say otherwise. */
export function encodeSlip(lines: readonly SlipLine[], options: EscPosOptions = {}): Buffer {
  const set = options.printerSet ?? "gbk";
  return Buffer.concat([Buffer.from(START), ...lines.map((line) => lineBytes(line, set))]);
}
