import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** How large one file grows, and how many older ones are kept beside it. */
export type RollingLimits = { maxBytes: number; keep: number };

/** Appends lines to a file that never grows past its limit. */
export type RollingFile = { write: (line: string) => void };

/** The name of an older file: `station.log` becomes `station.1.log`, the newest of the older ones. */
export const olderFile = (file: string, number: number): string => file.replace(/(\.[^.]+)$/, `.${number}$1`);

/** Moves every file one number up and lets the oldest go. */
function roll(file: string, keep: number): void {
  rmSync(olderFile(file, keep), { force: true });
  for (let number = keep - 1; number >= 1; number -= 1) {
    if (statSync(olderFile(file, number), { throwIfNoEntry: false }) === undefined) continue;
    renameSync(olderFile(file, number), olderFile(file, number + 1));
  }
  renameSync(file, olderFile(file, 1));
}

/**
 * Opens a file that several programs may append to at once: it is opened again for each line, so that nobody writes on in a file that
 * another has moved. A line that cannot be written is lost: a full disk or a locked folder must not stop the work that it tells of.
 */
export function openRollingFile(file: string, { maxBytes, keep }: RollingLimits): RollingFile {
  const folder = dirname(file);
  const sizeOf = (): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

  /** The folder above must be there already: a log never makes a station's folder. */
  function append(line: string): void {
    try {
      appendFileSync(file, line, { mode: 0o600 });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") mkdirSync(folder, { mode: 0o700 });
      // An administrator's command may have made the file under another name than the counter's.
      else if (code === "EACCES" || code === "EPERM") roll(file, keep);
      else throw error;
      appendFileSync(file, line, { mode: 0o600 });
    }
  }

  return {
    write(line) {
      try {
        if (sizeOf() + Buffer.byteLength(line) > maxBytes && sizeOf() > 0) roll(file, keep);
        append(line);
      } catch {
        // There is nowhere left to tell of it.
      }
    },
  };
}
