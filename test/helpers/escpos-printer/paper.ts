import { createCanvas, type Canvas } from "@napi-rs/canvas";
import bwipjs from "bwip-js/node";
import { fontFiles } from "../../../electron/print/fonts.ts";
import { GlobalFonts } from "@napi-rs/canvas";

/** One thing that the head put on the paper, in order; heights in dots. */
export type Ink =
  | { kind: "text"; text: string; centred: boolean; bold: boolean; large: boolean; height: number }
  | { kind: "picture"; rowBytes: number; height: number; bits: string; centred: boolean }
  | { kind: "qr"; content: string; module: number }
  | { kind: "barcode"; content: string; module: number; height: number }
  | { kind: "feed"; height: number };

/** A piece of paper: cut off, torn at the end of a roll, or still in the printer. */
export type Sheet = { ink: Ink[]; end: "cut" | "torn" | "in-printer" };

/** Whether anything can be seen on it. */
export const isBlank = (sheet: Sheet): boolean => sheet.ink.every((one) => one.kind === "feed" || (one.kind === "text" && one.text === ""));

/** What a person reads on it, line by line; a picture as its size. */
export const readSheet = (sheet: Sheet): string[] =>
  sheet.ink.flatMap((one) => {
    switch (one.kind) {
      case "text":
        return [one.text];
      case "picture":
        return [`[picture ${one.rowBytes * 8}x${one.height}]`];
      case "qr":
        return [`[qr ${one.content}]`];
      case "barcode":
        return [`[code128 ${one.content}]`];
      case "feed":
        return [];
    }
  });

const WIDTH = 576;
const FONT = "emulator-own";

function ownFont(): string {
  if (!GlobalFonts.has(FONT)) GlobalFonts.registerFromPath(fontFiles().sans.normal, FONT);
  return FONT;
}

const heightOf = (one: Ink): number => (one.kind === "qr" ? symbol("qrcode", one.content).pixy * one.module + 2 : one.height);

function symbol(kind: "qrcode" | "code128", content: string): { pixx: number; pixy: number; dark: (x: number, y: number) => boolean } {
  // oxlint-disable-next-line import/no-named-as-default-member -- the named export `raw` is another thing, a bar code of that name
  const code = bwipjs.raw(kind, content, kind === "qrcode" ? "eclevel=M" : "")[0];
  if (code !== undefined && "pixs" in code) return { pixx: code.pixx, pixy: code.pixy, dark: (x, y) => code.pixs[y * code.pixx + x] === 1 };
  if (code === undefined || !("sbs" in code)) throw new Error("no symbol");
  // Widths of bars and spaces in turn, beginning with a bar.
  const modules = code.sbs.flatMap((width: number, index: number) => Array.from({ length: width }, () => index % 2 === 0));
  return { pixx: modules.length, pixy: 1, dark: (x) => modules[x] === true };
}

function drawInk(canvas: Canvas, one: Ink, top: number): void {
  const context = canvas.getContext("2d");
  context.fillStyle = "#000000";
  switch (one.kind) {
    case "feed":
      return;
    case "text": {
      const size = one.large ? 48 : 24;
      context.font = `${one.bold ? "bold " : ""}${size}px "${ownFont()}"`;
      context.textAlign = one.centred ? "center" : "left";
      context.fillText(one.text, one.centred ? WIDTH / 2 : 0, top + size * 0.9);
      return;
    }
    case "picture": {
      const bits = Buffer.from(one.bits, "hex");
      for (let dot = 0; dot < one.rowBytes * 8 * one.height; dot += 1) {
        const dark = ((bits[dot >> 3] ?? 0) >> (7 - (dot & 7))) & 1;
        if (dark === 1) context.fillRect(dot % (one.rowBytes * 8), top + Math.floor(dot / (one.rowBytes * 8)), 1, 1);
      }
      return;
    }
    case "qr":
    case "barcode": {
      const code = symbol(one.kind === "qr" ? "qrcode" : "code128", one.content);
      const left = Math.floor((WIDTH - code.pixx * one.module) / 2);
      const high = one.kind === "qr" ? one.module : one.height;
      for (let y = 0; y < code.pixy; y += 1) for (let x = 0; x < code.pixx; x += 1) if (code.dark(x, y)) context.fillRect(left + x * one.module, top + y * high, one.module, high);
    }
  }
}

/** The paper as a picture of 576 dots. */
export function drawSheet(sheet: Sheet): Canvas {
  const canvas = createCanvas(WIDTH, Math.max(1, sheet.ink.reduce((sum, one) => sum + heightOf(one), 0)));
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  let top = 0;
  for (const one of sheet.ink) {
    drawInk(canvas, one, top);
    top += heightOf(one);
  }
  return canvas;
}
