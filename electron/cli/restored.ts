import { resolve } from "node:path";
import { lockStationFolder } from "#station/app/folder-lock.ts";
import { openStation } from "#station/app/open-station.ts";
import { keepLogAndMark, lossNotAccepted, numbersMissing } from "#station/app/restored-station.ts";
import { findShortfall, type Shortfall } from "#station/db/checked-store.ts";
import type { CommandBody } from "./command.ts";
import { askSupervisor } from "./ask-supervisor.ts";
import { terminal, writeProblem } from "./terminal.ts";

/** Looks at the store while nobody works in it; a program at work is ahead of its mark for moments. */
function lookAt(dir: string): Shortfall {
  const lock = lockStationFolder(dir);
  try {
    return findShortfall(dir);
  } finally {
    lock.release();
  }
}

/**
 * `hall restored`: a supervisor accepts a store that holds less than was saved in it, as after a restore from a backup.
 * The station then opens again, and gives none of its numbers twice.
 */
export const restoredCommand: CommandBody = {
  async run(input) {
    const dir = resolve(input.dataDir);
    const shortfall = lookAt(dir);
    if (shortfall.fault === null) {
      terminal.note("数据完整，无需接受。", "The store is complete; there is nothing to accept.");
      terminal.result({ accepted: false, missing: [] });
      return 0;
    }
    writeProblem(shortfall.fault.problem);
    const { id: by } = await askSupervisor(dir);
    if (input.options["accept-loss"] !== true) throw lossNotAccepted();
    const kept = keepLogAndMark(dir, new Date().toISOString());
    const { context, close } = await openStation(dir, { accepted: { shortfall, by } });
    const audit = { before: shortfall.mark?.audit.seq ?? null, now: shortfall.stored?.audit.seq ?? 0 };
    close();
    terminal.result({ accepted: true, missing: numbersMissing(shortfall), audit, kept, station: context.dir });
    return 0;
  },
};
