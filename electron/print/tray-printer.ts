import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../ledger/write-file.ts";
import type { Printer } from "./spooler.ts";

/** A printer that lays each sheet as a file into a folder, from which a person prints it; it never claims that paper came. */
export function trayPrinter(dir: string): Printer {
  return {
    async print(sheet) {
      mkdirSync(dir, { recursive: true });
      await writeWhole(join(dir, sheet.fileName), sheet.bytes);
    },
  };
}
