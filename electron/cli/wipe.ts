import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { CLEAN_SHUTDOWN_MARKER } from "#station/app/clean-shutdown.ts";
import { lockStationFolder } from "#station/app/folder-lock.ts";
import { openStation, openStationToRead } from "#station/app/open-station.ts";
import { storeFile } from "#station/core/station-folder.ts";
import { removeWipedFolder, wipeFolder } from "#station/app/wipe-folder.ts";
import { countToll, notTyped, refuseLoss, supervisorOf, usedMeanwhile, type WipeToll } from "#station/app/wipe.ts";
import type { CommandBody } from "./command.ts";
import { openLineAsker, type LineAsker } from "./line-asker.ts";
import { terminal } from "./terminal.ts";

function printToll(dir: string, toll: WipeToll): void {
  terminal.note(
    [
      `清除 ${dir}：未同步 ${toll.waiting}，隔离 ${toll.quarantined}，`,
      `已同步 ${toll.sent}（其中备份未覆盖 ${toll.notInBackup}），草稿 ${toll.drafts}，没有上传的附件 ${toll.files}`,
    ].join(""),
    [
      `Wiping ${dir}: unsent ${toll.waiting}, quarantined ${toll.quarantined},`,
      `sent ${toll.sent} (in no backup: ${toll.notInBackup}), drafts ${toll.drafts}, unsent attachments ${toll.files}`,
    ].join(" "),
  );
}

async function confirm(dir: string, isLossAccepted: boolean, { ask }: LineAsker): Promise<WipeToll> {
  const { context, close } = await openStation(dir);
  try {
    await supervisorOf(context, await ask("值班主管口令 supervisor's PIN:", true));
    const toll = countToll(context);
    printToll(dir, toll);
    refuseLoss(toll, isLossAccepted);
    const name = basename(dir);
    if (
      (
        await ask(
          `清除后无法恢复。请输入文件夹名 ${name} 以确认 this cannot be undone; type the folder's name ${name}:`,
        )
      ).trim() !== name
    )
      throw notTyped();
    return toll;
  } finally {
    close();
  }
}

/**
 * `hall wipe`: removes a hall from this machine once everything is sent; its supervisor confirms it. Files that
 * others put into the folder stay.
 */
export const wipeCommand: CommandBody = {
  async run(input) {
    const dir = resolve(input.dataDir);
    // Opening for work would make a demo hall of an empty folder; this says that there is none.
    if (!existsSync(storeFile(dir))) openStationToRead(dir).close();
    const asker = openLineAsker();
    try {
      const toll = await confirm(dir, input.options["accept-loss"] === true, asker);
      const lock = lockStationFolder(dir);
      let kept: string[];
      try {
        // The marker is there only if nothing was accepted since the count.
        if (!existsSync(join(dir, CLEAN_SHUTDOWN_MARKER))) throw usedMeanwhile();
        kept = wipeFolder(dir);
      } finally {
        lock.release();
      }
      removeWipedFolder(dir);
      terminal.result({ wiped: dir, ...toll, kept });
      return 0;
    } finally {
      asker.close();
    }
  },
};
