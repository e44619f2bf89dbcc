import {
  closeSync,
  existsSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
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

/** What a copy says; null where it cannot be read. */
function readCopy(path: string): StorePosition | null {
  try {
    const file = MarkFile.parse(JSON.parse(readFileSync(path, "utf8")));
    return sha256(JSON.stringify(file.mark)) === file.sha256 ? Mark.parse(file.mark) : null;
  } catch {
    return null;
  }
}

/** Reads the mark of a folder: the later of its two copies. */
export function readMark(dir: string): MarkReading {
  const there = MARK_FILES.map((name) => join(dir, name)).filter((path) => existsSync(path));
  if (there.length === 0) return { kind: "none" };
  const marks = there.map(readCopy).filter((mark) => mark !== null);
  const [one, other = one] = marks;
  if (one === undefined || other === undefined || one.store !== other.store) return { kind: "damaged" };
  return { kind: "read", mark: one.commits >= other.commits ? one : other, isSingle: marks.length === 1 };
}

/** The copies of a mark that the program would not be able to write or read; empty where all is well. */
export function findMarkFaults(dir: string): { name: string; error: unknown }[] {
  return MARK_FILES.flatMap((name) => {
    const path = join(dir, name);
    if (!existsSync(path)) return [];
    try {
      closeSync(openSync(path, "r+"));
      return [];
    } catch (error) {
      return [{ name, error }];
    }
  });
}

/** The mark of an open store. Each step does all that it can, then throws what it could not do. */
export type OpenMark = {
  /** Hands both copies to the operating system: a program that is killed afterwards loses nothing of them. */
  write: (position: StorePosition) => void;
  /**
   * Puts what was written on the disk, and writes again what could not be written; a power cut before it leaves an
   * older mark, never a newer one.
   */
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

/** A copy of the mark that is written in place. */
type Copy = { path: string; file: number | null };

/** Somebody may have cleared the folder of files that they do not know, or put others in their place. */
function isInPlace({ path, file }: Copy): boolean {
  if (file === null) return false;
  const there = statSync(path, { bigint: true, throwIfNoEntry: false });
  const own = fstatSync(file, { bigint: true });
  return there !== undefined && there.dev === own.dev && there.ino === own.ino;
}

function closeCopy(copy: Copy): void {
  const { file } = copy;
  copy.file = null;
  if (file !== null) closeSync(file);
}

function writeCopy(copy: Copy, content: Buffer): void {
  if (!isInPlace(copy)) {
    closeCopy(copy);
    copy.file = openCopy(copy.path, content);
  } else if (copy.file !== null) writeSync(copy.file, content, 0, content.length, 0);
}

/** Does something for each copy, so that one that fails does not keep the other back; then throws the first fault. */
function forEachCopy(copies: readonly Copy[], act: (copy: Copy) => void): void {
  const faults: unknown[] = [];
  for (const copy of copies) {
    try {
      act(copy);
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
}

/** Brings both copies of a mark up to a position and keeps them open, to be written again with each act. */
export function openMark(dir: string, first: StorePosition): OpenMark {
  let newest = encode(first);
  const copies: Copy[] = MARK_FILES.map((name) => ({ path: join(dir, name), file: null }));
  try {
    for (const copy of copies) copy.file = openCopy(copy.path, newest);
  } catch (error) {
    copies.forEach(closeCopy);
    throw error;
  }
  let isWritten = true;
  let isFlushed = true;
  const put = (): void => {
    isWritten = false;
    isFlushed = false;
    forEachCopy(copies, (copy) => writeCopy(copy, newest));
    isWritten = true;
  };
  return {
    write(position) {
      newest = encode(position);
      put();
    },
    async flush() {
      if (!isWritten || !copies.every(isInPlace)) put();
      if (isFlushed) return;
      isFlushed = true;
      try {
        for (const { file } of copies) if (file !== null) await flushFile(file);
      } catch (error) {
        isFlushed = false;
        throw error;
      }
    },
    close() {
      try {
        if (!isWritten) put();
        forEachCopy(copies, ({ file }) => (file === null ? undefined : fdatasyncSync(file)));
      } finally {
        forEachCopy(copies, closeCopy);
      }
    },
  };
}
