import { readFileSync, statSync } from "node:fs";
import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput, NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { writeWhole } from "#station/lib/write-whole.ts";
import { countUnsentAttachments } from "#station/db/attachment-sends.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { importOutbox } from "#station/sync/outbox/import-file.ts";
import { exportOutbox } from "#station/sync/outbox/export-file.ts";
import { needed, optional, type CommandBody, type CommandInput } from "./command.ts";
import { inHall, type Entered } from "./enter-hall.ts";
import { readSecretFile } from "./secret-input.ts";
import { terminal } from "./terminal.ts";

/** No encrypted export of ours is larger. */
const MAX_FILE_BYTES = 512_000_000;

function readBytes(file: string): Buffer {
  try {
    if (statSync(file).size > MAX_FILE_BYTES) throw new Error(`> ${MAX_FILE_BYTES / 1_000_000} MB`);
    return readFileSync(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw problem(
      "file-unreadable",
      bilingual(`读不了文件 ${file}：${why}`, `Cannot read ${file}: ${why}`),
      NOTHING_WRITTEN,
      bilingual("请核对文件名和介质。", "Check the file's name and the medium."),
    );
  }
}

/** The passphrase is the first line of a file: on the command line every other process would see it. */
const passphraseOf = (input: CommandInput): string => readSecretFile(needed(input, "passphrase-file"));

/** Attachments are left out, so that a file stays small enough to be made and read whole. */
function noteAttachmentsStay(context: StationContext): void {
  const { waiting, quarantined } = countUnsentAttachments(context.db);
  const unsent = waiting + quarantined;
  if (unsent > 0)
    terminal.note(
      `${unsent} 个附件不放进离线包：它们留在本机，联网后自动上传。`,
      `Unsent attachments are not in the encrypted file (${unsent}). They stay here and are sent over the network.`,
    );
}

async function exportTo({ context, actor }: Entered, file: string, passphrase: string): Promise<number> {
  noteAttachmentsStay(context);
  const sealed = exportOutbox(context, actor, passphrase);
  if (sealed === null) {
    terminal.note("没有未同步的记录，不需要导出。", "Nothing is unsent; there is nothing to export.");
    terminal.result({ entries: 0 });
    return 0;
  }
  const bytes = await writeWhole(file, sealed.bytes);
  terminal.note(
    "记录仍在本机继续同步；拿到回执文件后在本机导入。",
    "The entries stay here and go on being sent; import the file of receipts here when it comes back.",
  );
  terminal.result({ file, entries: sealed.entries, bytes });
  return 0;
}

async function importFrom(
  { context, actor }: Entered,
  file: string,
  passphrase: string,
  receiptsFile: string | null,
): Promise<number> {
  const taken = await importOutbox(context, actor, readBytes(file), passphrase);
  if (taken.kind === "receipts") {
    terminal.result(taken);
    return taken.foreign === 0 ? 0 : 1;
  }
  const { kind, delivered, refused, left, reason, base64 } = taken;
  const out = receiptsFile ?? `${file}.receipts`;
  await writeWhole(out, Buffer.from(base64, "base64"));
  if (reason !== null) terminal.note(`${reason.what.zh}${reason.next.zh}`, `${reason.what.en} ${reason.next.en}`);
  terminal.result({ kind, delivered, refused, left, receipts: out });
  return refused + left === 0 ? 0 : 1;
}

/**
 * `hall outbox export|import FILE`: carries unsent entries by USB in an encrypted file. Another station of the hall
 * imports them and returns the receipts.
 */
export const outboxCommand: CommandBody = {
  run(input) {
    const [act = "", file = ""] = input.operands;
    if (act !== "export" && act !== "import")
      throw badInput([
        { path: "export|import", message: bilingual("须为 export 或 import", "must be export or import") },
      ]);
    const passphrase = passphraseOf(input);
    return inHall(input, { command: `outbox ${act}`, company: "alone" }, (entered) =>
      act === "export"
        ? exportTo(entered, file, passphrase)
        : importFrom(entered, file, passphrase, optional(input, "receipts")),
    );
  },
};
