import { readFileSync, statSync } from "node:fs";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { openStationToRead } from "#station/app/open-station.ts";
import { verifyDocument } from "#station/documents/verify.ts";
import type { CommandBody } from "./command.ts";
import { terminal } from "./terminal.ts";

/** No document of ours is larger. */
const MAX_FILE_BYTES = 50_000_000;

function readDocument(file: string): Buffer {
  try {
    const stat = statSync(file);
    // A pipe or a device has no end that is known.
    if (!stat.isFile()) throw new Error("不是普通文件 / not a plain file");
    if (stat.size > MAX_FILE_BYTES)
      throw new Error(`超过 ${MAX_FILE_BYTES / 1_000_000} MB / larger than ${MAX_FILE_BYTES / 1_000_000} MB`);
    return readFileSync(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw problem(
      "file-unreadable",
      bilingual(`读不了文件 ${file}：${why}`, `Cannot read ${file}: ${why}`),
      NOTHING_WRITTEN,
      bilingual("请核对文件名。", "Check the file's name."),
    );
  }
}

/** `hall verify`: says whether a PDF is what the record says; ends with 1 where it is not. */
export const verifyCommand: CommandBody = {
  async run(input) {
    const bytes = readDocument(input.operands[0] ?? "");
    const open = openStationToRead(input.dataDir);
    try {
      const verification = await verifyDocument(open.context, bytes);
      terminal.note(verification.words.zh, verification.words.en);
      terminal.result(verification);
      return verification.result === "printed" || verification.result === "copy" ? 0 : 1;
    } finally {
      open.close();
    }
  },
};
