import {
  closeSync,
  existsSync,
  fdatasync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { sha256 } from "#station/lib/hashes.ts";
import type { StorePosition } from "./store-position.ts";

/** The two copies of the mark, beside the store. One write that was cut off leaves the other whole. */
export const MARK_FILES = ["hall.mark", "hall.mark2"] as const;

const Mark = z.object({
  store: z.string(),
  commits: z.int().nonnegative(),
  audit: z.object({ seq: z.int().nonnegative(), hash: z.string(), at: z.string().nullable() }),
  series: z.array(z.object({ prefix: z.string(), year: z.int(), serial: z.int() })),
});
const MarkFile = z.object({ mark: z.unknown(), sha256: z.string() });

/**
 * What the mark beside a store says. It is damaged where neither copy can be read, or the copies name two stores.
 * `isSingle`: only one copy could be read.
 */
export type MarkReading =
  | { kind: "none" }
  | { kind: "damaged" }
  | { kind: "read"; mark: StorePosition; isSingle: boolean };

/** A mark fills one block of the disk, so that writing it again moves nothing and never needs room. */
const BLOCK = 4096;

function encode(mark: StorePosition): Buffer {
  const body = JSON.stringify(mark);
  const text = `{"mark":${body},"sha256":"${sha256(body)}"}`;
  const blocks = Math.ceil((Buffer.byteLength(text) + 1) / BLOCK);
  return Buffer.from(`${text.padEnd(blocks * BLOCK - 1)}\n`);
}

function decode(text: string): StorePosition | null {
  try {
    const file = MarkFile.parse(JSON.parse(text));
    return sha256(JSON.stringify(file.mark)) === file.sha256 ? Mark.parse(file.mark) : null;
  } catch {
    return null;
  }
}

/** Reads the mark of a folder: the later of its two copies. */
export function readMark(dir: string): MarkReading {
  const there = MARK_FILES.map((name) => join(dir, name)).filter((path) => existsSync(path));
  if (there.length === 0) return { kind: "none" };
  const marks = there.map((path) => decode(readFileSync(path, "utf8"))).filter((mark) => mark !== null);
  const [one, other = one] = marks;
  if (one === undefined || other === undefined || one.store !== other.store) return { kind: "damaged" };
  return { kind: "read", mark: one.commits >= other.commits ? one : other, isSingle: marks.length === 1 };
}

/** The mark of an open store. */
export type OpenMark = {
  /** Hands both copies to the operating system: a program that is killed afterwards loses nothing of them. */
  write: (position: StorePosition) => void;
  /** Puts what was written on the disk; a power cut before it leaves an older mark, never a newer one. */
  flush: () => Promise<void>;
  close: () => void;
};

const flushFile = promisify(fdatasync);

/** Writes a file whole under its name, on the disk when this returns. */
function plant(path: string, content: Buffer): void {
  const making = `${path}.making`;
  writeFileSync(making, content, { mode: 0o600 });
  const file = openSync(making, "r+");
  fsyncSync(file);
  closeSync(file);
  renameSync(making, path);
}

/** Opens a copy to be written in place; a missing one is planted first. What it says already is not written again. */
function openCopy(path: string, content: Buffer): number {
  if (!existsSync(path)) plant(path, content);
  const file = openSync(path, "r+");
  if (!readFileSync(path).equals(content)) {
    ftruncateSync(file, content.length);
    writeSync(file, content, 0, content.length, 0);
    fdatasyncSync(file);
  }
  return file;
}

/** Brings both copies of a mark up to a position and keeps them open, to be written again with each act. */
export function openMark(dir: string, first: StorePosition): OpenMark {
  const paths = MARK_FILES.map((name) => join(dir, name));
  let newest = encode(first);
  let files = paths.map((path) => openCopy(path, newest));
  let isFlushed = true;
  const closeFiles = (): void => files.forEach((file) => closeSync(file));
  return {
    write(position) {
      newest = encode(position);
      isFlushed = false;
      for (const file of files) writeSync(file, newest, 0, newest.length, 0);
    },
    async flush() {
      if (isFlushed) return;
      isFlushed = true;
      try {
        // Somebody may have cleared the folder of files that they do not know.
        if (!paths.every((path) => existsSync(path))) {
          closeFiles();
          files = paths.map((path) => openCopy(path, newest));
        }
        for (const file of files) await flushFile(file);
      } catch (error) {
        isFlushed = false;
        throw error;
      }
    },
    close() {
      try {
        for (const file of files) fdatasyncSync(file);
      } finally {
        closeFiles();
      }
    },
  };
}
