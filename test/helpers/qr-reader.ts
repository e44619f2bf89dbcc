import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";

/** Data bytes of each block by version, at level M (ISO/IEC 18004, table 9); larger codes are not on our documents. */
const BLOCKS: Record<number, readonly number[]> = {
  1: [16],
  2: [28],
  3: [44],
  4: [32, 32],
  5: [43, 43],
  6: [27, 27, 27, 27],
};
const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_r, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

type Modules = (row: number, column: number) => boolean;
type Dark = (x: number, y: number) => boolean;
type Box = { left: number; top: number; right: number; bottom: number };

/** The modules of the one code in a box; its upper left finder is seven modules wide. */
function modulesIn(dark: Dark, box: Box): { size: number; at: Modules } {
  const inked: [number, number][] = [];
  for (let y = box.top; y < box.bottom; y += 1)
    for (let x = box.left; x < box.right; x += 1) if (dark(x, y)) inked.push([x, y]);
  const left = inked.reduce((least, [x]) => Math.min(least, x), box.right);
  const right = inked.reduce((most, [x]) => Math.max(most, x), box.left) + 1;
  const top = inked.reduce((least, [, y]) => Math.min(least, y), box.bottom);
  let run = 0;
  while (dark(left + run, top + 1)) run += 1;
  const size = Math.round((right - left) / (run / 7));
  const module = (right - left) / size;
  return {
    size,
    at: (row, column) => dark(Math.floor(left + (column + 0.5) * module), Math.floor(top + (row + 0.5) * module)),
  };
}

/** Whether a module belongs to a pattern and holds no data. */
function isPattern(size: number, r: number, c: number): boolean {
  const corner = (r < 9 && c < 9) || (r < 9 && c >= size - 8) || (r >= size - 8 && c < 9);
  const aligned = size > 21 && Math.abs(r - (size - 7)) <= 2 && Math.abs(c - (size - 7)) <= 2;
  return corner || aligned || r === 6 || c === 6;
}

function maskOf(at: Modules): (row: number, column: number) => boolean {
  // Of the format, bits 14 to 10 are at the left of row 8: level (M is 00) and mask, under 10101.
  const bits =
    [0, 1, 2, 3, 4].map((column) => (at(8, column) ? 1 : 0)).reduce<number>((sum, bit) => sum * 2 + bit, 0) ^ 0b10101;
  if (bits >> 3 !== 0) throw new Error("not a code of level M");
  const mask = MASKS[bits & 7];
  if (mask === undefined) throw new Error("no such mask");
  return mask;
}

function codewords(size: number, at: Modules): number[] {
  const mask = maskOf(at);
  const bits: number[] = [];
  let upwards = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let step = 0; step < size; step += 1) {
      const row = upwards ? size - 1 - step : step;
      for (const column of [right, right - 1])
        if (!isPattern(size, row, column)) bits.push(at(row, column) === mask(row, column) ? 0 : 1);
    }
    upwards = !upwards;
  }
  return Array.from({ length: Math.floor(bits.length / 8) }, (_, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0),
  );
}

function textOf(size: number, words: number[]): string {
  const blocks = BLOCKS[(size - 17) / 4];
  if (blocks === undefined) throw new Error(`a code of ${size} modules`);
  const longest = blocks[0] ?? 0;
  const data = blocks
    .flatMap((length, block) => Array.from({ length }, (_, i) => words[i * blocks.length + block] ?? 0))
    .slice(0, longest * blocks.length);
  const bits = data.flatMap((byte) => [...byte.toString(2).padStart(8, "0")]).join("");
  if (!bits.startsWith("0100")) throw new Error("not in byte mode");
  const length = Number.parseInt(bits.slice(4, 12), 2);
  return Buffer.from(Array.from({ length }, (_, i) => Number.parseInt(bits.slice(12 + i * 8, 20 + i * 8), 2))).toString(
    "latin1",
  );
}

/** Draws the first page of a PDF as a picture, as a scanner would at `dpi`. */
export function scanPage(pdf: Buffer, dpi = 300): Buffer {
  const dir = mkdtempSync(join(tmpdir(), "scan-"));
  try {
    writeFileSync(join(dir, "page.pdf"), pdf);
    execFileSync("pdftoppm", [
      "-r",
      String(dpi),
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

/**
 * Reads the QR code at the foot of a document's picture, module by module, with no library that writes such codes.
 * Throws where it can read none.
 */
export async function readFooterQr(png: Buffer): Promise<string> {
  const image = await loadImage(png);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const mm = width / 210;
  const { size, at } = modulesIn((x, y) => (data[(y * width + x) * 4] ?? 255) < 128, {
    left: Math.floor(width - 38 * mm),
    top: Math.floor(height - 26 * mm),
    right: Math.floor(width - 21 * mm),
    bottom: height,
  });
  return textOf(size, codewords(size, at));
}
