import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ProblemError } from "#shared/lib/problem.ts";
import { writeWhole } from "#station/lib/write-whole.ts";
import type { Printer, PrinterState, PrintResult } from "./printer.ts";

/** A half-written document left by a crash holds personal data and is nobody's; the hall's lock keeps others away. */
function removeHalfDocuments(dir: string): void {
  for (const name of readdirSync(dir)) {
    if (/^\.[0-9a-f-]{36}\.tmp$/.test(name)) rmSync(join(dir, name), { force: true });
  }
}

const wordsOf = (error: unknown): string => (error instanceof ProblemError ? error.problem.what.zh : String(error));

/** Nothing lies in the folder under the sheet's name when this is said: a file is put there whole or not at all. */
const nothingCame = (error: unknown): PrintResult => ({
  outcome: "failed",
  trouble: "other",
  again: true,
  detail: wordsOf(error),
});

/**
 * A printer that puts each document as a file into a folder, for a person to print; it never claims that paper came.
 */
export function trayPrinter(dir: string): Printer {
  let ready = false;
  const prepare = (): void => {
    if (ready) return;
    mkdirSync(dir, { recursive: true });
    removeHalfDocuments(dir);
    ready = true;
  };
  return {
    async print(sheet) {
      try {
        prepare();
        await writeWhole(
          join(dir, `${sheet.fromPage > 1 ? `from-${sheet.fromPage}-` : ""}${sheet.fileName}`),
          sheet.bytes,
        );
        return { outcome: "sent" };
      } catch (error) {
        return nothingCame(error);
      }
    },
    async status(): Promise<PrinterState> {
      try {
        if (existsSync(dir)) accessSync(dir, constants.W_OK);
        return { state: "ready", troubles: [] };
      } catch {
        return { state: "stopped", troubles: ["other"] };
      }
    },
  };
}
