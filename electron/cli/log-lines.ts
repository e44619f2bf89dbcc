import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { join } from "node:path";

/** The files of a log folder, the older ones of each program first: `station.2.log`, `station.1.log`, `station.log`. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const numberOf = (name: string): number => Number(/\.(\d+)\.log$/.exec(name)?.[1] ?? 0);
  return readdirSync(folder)
    .filter((name) => /^(station|centre)(\.\d+)?\.log$/.test(name))
    .toSorted((a, b) => numberOf(b) - numberOf(a))
    .map((name) => join(folder, name));
}

const linesOf = (text: string): string[] => text.split("\n").filter((line) => line !== "");

/** Every line that the log folder holds. */
export const readLines = (folder: string): string[] =>
  filesIn(folder).flatMap((file) => linesOf(readFileSync(file, "utf8")));

function readFrom(file: string, from: number): Buffer {
  const fd = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(Math.max(0, statSync(file).size - from));
    return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, from));
  } finally {
    closeSync(fd);
  }
}

/** Each call returns the whole lines written since the last one; a rotated file is read to its end first. */
export function followLines(folder: string): () => string[] {
  const read = new Map<number, number>();
  const placeOf = (file: string): { inode: number; size: number } => {
    const { ino, size } = statSync(file);
    return { inode: ino, size };
  };
  for (const file of filesIn(folder)) read.set(placeOf(file).inode, placeOf(file).size);
  return () =>
    filesIn(folder).flatMap((file) => {
      const { inode, size } = placeOf(file);
      const from = read.get(inode) ?? 0;
      if (size <= from) return [];
      const bytes = readFrom(file, from);
      // A line that is still being written waits for the next call.
      const whole = bytes.subarray(0, bytes.lastIndexOf(10) + 1);
      read.set(inode, from + whole.length);
      return linesOf(whole.toString("utf8"));
    });
}
