import type { ConsentFile } from "#shared/contract/consent.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { queueAttachment } from "#station/db/attachment-sends.ts";
import { insertAttachment } from "#station/db/attachments.ts";
import {
  deleteConsentFile,
  deleteConsentFiles,
  insertConsentFile,
  listConsentFiles,
  type ConsentFileRow,
} from "#station/db/consent-files.ts";
import { isFileUsed } from "#station/db/joint-checks.ts";
import { fileKindOf } from "#station/lib/file-kind.ts";
import { dropFile, keepFile } from "#station/lib/file-store.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change, changeAs, SYSTEM, type Unit } from "#station/core/unit-of-work.ts";

/** Stores a signature or a scan for a draft. The file is on disk before a row names it. */
export async function addConsentFile(
  context: StationContext,
  actor: Actor,
  input: { draftId: string; base64: string },
): Promise<ConsentFile> {
  const bytes = Buffer.from(input.base64, "base64");
  const kind = fileKindOf(bytes);
  if (kind === null)
    throw problem(
      "file-kind",
      bilingual(
        "只能附 PDF、JPEG、PNG 或 OFD 文件（按内容判断，不看扩展名）。",
        "Only PDF, JPEG, PNG and OFD files can be attached; the content decides, not the name.",
      ),
      NOTHING_WRITTEN,
      bilingual("请核对文件后重新选择。", "Check the file and choose it again."),
    );
  const hash = await keepFile(context.dir, bytes);
  change(context, actor, ({ at }) =>
    insertConsentFile(context.db, {
      draftId: input.draftId,
      hash,
      mime: kind.mime,
      bytes: bytes.length,
      operatorId: actor.operator.id,
      at,
    }),
  );
  return { hash, mime: kind.mime, bytes: bytes.length };
}

/** Removes files that no row names any more; call it after the commit. */
export function dropUnused(context: StationContext, hashes: readonly string[]): void {
  for (const hash of hashes) if (!isFileUsed(context.db, hash)) dropFile(context.dir, hash);
}

/** Removes one file from a draft. */
export function dropConsentFile(
  context: StationContext,
  input: { draftId: string; hash: string },
): { dropped: boolean } {
  const dropped = changeAs(context, SYSTEM, () => deleteConsentFile(context.db, input.draftId, input.hash));
  if (dropped) dropUnused(context, [input.hash]);
  return { dropped };
}

/** Removes the files of an abandoned draft, inside its transaction. Returns the hashes to delete after the commit. */
export function forgetConsentFiles(context: StationContext, draftId: string): string[] {
  const hashes = listConsentFiles(context.db, draftId).map((file) => file.hash);
  if (hashes.length > 0) deleteConsentFiles(context.db, draftId);
  return hashes;
}

/** The file extension of a consent's file; its name identifies nobody. */
const nameOf = ({ mime }: ConsentFileRow, i: number): string =>
  `consent-${i + 1}.${{ "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "application/ofd": "ofd" }[mime]}`;

/** Moves the files that a consent names to its application, inside the intake's transaction. */
export function bindConsentFiles(
  { context, at }: Unit,
  draftId: string,
  applicationId: string,
  named: readonly string[],
): void {
  listConsentFiles(context.db, draftId)
    .filter((file) => named.includes(file.hash))
    .forEach((file, i) => {
      insertAttachment(context.db, {
        applicationId,
        hash: file.hash,
        mime: file.mime,
        bytes: file.bytes,
        name: nameOf(file, i),
        operatorId: file.operatorId,
        at: file.at,
        sheet: null,
      });
      queueAttachment(
        context.db,
        { applicationId, hash: file.hash, kind: "consent", mime: file.mime, bytes: file.bytes, sheet: null },
        at,
      );
    });
  deleteConsentFiles(context.db, draftId);
}
