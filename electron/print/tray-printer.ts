import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../ledger/write-file.ts";
import type { Printer } from "./spooler.ts";

/** A sheet that a crash caught half written holds personal data and is nobody's; the hall is locked, so no one else is writing it. */
function removeHalfSheets(dir: string): void {
  for (const name of readdirSync(dir)) {
    if (/^\.[0-9a-f-]{36}\.tmp$/.test(name)) rmSync(join(dir, name), { force: true });
  }
}

/** A printer that lays each sheet as a file into a folder, from which a person prints it; it never claims that paper came. */
export function trayPrinter(dir: string): Printer {
  let ready = false;
  return {
    async print(sheet) {
      if (!ready) {
        mkdirSync(dir, { recursive: true });
        removeHalfSheets(dir);
        ready = true;
      }
      await writeWhole(join(dir, sheet.fileName), sheet.bytes);
    },
  };
}
