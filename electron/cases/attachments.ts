import { extname } from "node:path";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { AttachmentLine, AttachmentMime } from "#shared/contract/attachments.ts";
import type { ScanMark } from "#shared/contract/documents.ts";
import { safeFileName } from "#shared/lib/file-name.ts";
import { DATA_IS_SAFE, NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { insertAttachment, listAttachments, type AttachmentRow } from "#station/db/attachments.ts";
import { queueAttachment } from "#station/db/attachment-sends.ts";
import { findJointCheckOf } from "#station/db/joint-checks.ts";
import { findOperator } from "#station/db/operators.ts";
import { fileKindOf } from "#station/lib/file-kind.ts";
import { keepFile, readKeptFile } from "#station/lib/file-store.ts";
import type { Uploads } from "#station/lib/uploads.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { getApplicationRow } from "#station/records/application.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { auditOrOwe, change } from "#station/core/unit-of-work.ts";
import { readScannedDocument } from "#station/documents/scanned-document.ts";
import { supersededBy } from "#station/documents/superseded.ts";

type Said = { name: string; hash: string; sheet?: ScanMark | null };
type Piece = { applicationId: string; uploadId: string; offset: number; base64: string; last: Said | null };

const refused = (code: string, zh: string, en: string) =>
  problem(
    code,
    bilingual(zh, en),
    NOTHING_WRITTEN,
    bilingual("请核对文件后重新选择。", "Check the file and choose it again."),
  );

/** The printed document that a scan shows. Refuses a document that was never printed here. */
function printedDocument(
  context: StationContext,
  applicationId: string,
  mark: ScanMark,
): NonNullable<AttachmentRow["sheet"]> {
  const { kind, utility, version, state, printed } = readScannedDocument(context, applicationId, mark);
  if (kind !== null && printed && state !== "other-hash" && state !== "no-version")
    return { kind, utility: utility?.id ?? null, version };
  throw problem(
    "sheet-unknown",
    bilingual(
      "打印台账里没有这一版的这份文书，扫描件没有绑定，也没有保存。",
      "The print ledger knows no such paper of that version; the scan was not bound and not kept.",
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请核对纸面的编号、版本和校验码；仍要保存时，作为普通附件附上。",
      "Check the paper's number, version and check code; to keep it all the same, attach it as an ordinary file.",
    ),
  );
}

function lineOf(context: StationContext, row: AttachmentRow): AttachmentLine {
  const sheet =
    row.sheet === null
      ? null
      : {
          ...row.sheet,
          supersededBy: supersededBy(
            context,
            getApplicationRow(context, row.applicationId),
            row.sheet,
            row.sheet.version,
          ),
        };
  return {
    hash: row.hash,
    kind: "material",
    name: row.name,
    mime: row.mime,
    bytes: row.bytes,
    at: row.at,
    by: findOperator(context.db, row.operatorId)?.name ?? row.operatorId,
    sheet,
  };
}

async function keep(
  context: StationContext,
  actor: Actor,
  applicationId: string,
  { bytes, said }: { bytes: Buffer; said: Said },
): Promise<AttachmentLine> {
  if (sha256(bytes) !== said.hash)
    throw refused("upload-broken", "文件在传送中出错，没有保存。", "The file was damaged on its way and was not kept.");
  const kind = fileKindOf(bytes);
  if (kind === null)
    throw refused(
      "file-kind",
      "只能附 PDF、JPEG、PNG 或 OFD 文件（按内容判断，不看扩展名）。",
      "Only PDF, JPEG, PNG and OFD files can be attached; the content decides, not the name.",
    );
  const sheet = said.sheet == null ? null : printedDocument(context, applicationId, said.sheet);
  // The file is on disk before any row names it.
  await keepFile(context.dir, bytes);
  const file = {
    applicationId,
    hash: said.hash,
    mime: kind.mime,
    bytes: bytes.length,
    name: safeFileName(said.name, kind.ending),
    operatorId: actor.operator.id,
    sheet,
  };
  const row = change(context, actor, (unit): AttachmentRow => {
    const kept = { ...file, at: unit.at };
    const isNew = insertAttachment(context.db, kept);
    const { hash, mime, bytes: size } = kept;
    const as = sheet === null ? ("file" as const) : ("sheet" as const);
    queueAttachment(context.db, { applicationId, hash, kind: as, mime, bytes: size, sheet }, unit.at);
    unit.emit({ kind: "attachment.kept", applicationId });
    unit.emit({ kind: "outbox.changed" });
    const bound = sheet === null ? {} : { sheet };
    if (isNew) unit.audit("attachment.added", applicationId, { hash, mime, bytes: size, ...bound });
    return kept;
  });
  return lineOf(context, listAttachments(context.db, applicationId).find((one) => one.hash === row.hash) ?? row);
}

/** Accepts a piece of a file. The last piece completes it: it is checked, stored under its hash, and attached. */
export async function addAttachment(
  context: StationContext,
  actor: Actor,
  uploads: Uploads,
  input: Piece,
): Promise<{ received: number; attachment: AttachmentLine | null }> {
  const { id } = getApplicationRow(context, input.applicationId);
  const received = uploads.add(input.uploadId, input.offset, Buffer.from(input.base64, "base64"));
  if (input.last === null) return { received, attachment: null };
  return {
    received,
    attachment: await keep(context, actor, id, { bytes: uploads.take(input.uploadId), said: input.last }),
  };
}

/** The files of an application, among them the applicant's signature from the joint check. */
export function listFiles(context: StationContext, applicationId: string): AttachmentLine[] {
  const { id } = getApplicationRow(context, applicationId);
  const check = findJointCheckOf(context.db, id);
  const files = listAttachments(context.db, id).map((row) => lineOf(context, row));
  if (check === null || check.signatureHash === null) return files;
  return [
    {
      hash: check.signatureHash,
      kind: "signature",
      name: "joint-check-signature.png",
      mime: "image/png",
      bytes: null,
      at: check.confirmedAt,
      by: check.confirmer,
      sheet: null,
    },
    ...files,
  ];
}

/** Returns a file to be saved, if it belongs to this application and is unchanged. */
export async function getAttachment(
  context: StationContext,
  actor: Actor,
  input: { applicationId: string; hash: string },
): Promise<{ fileName: string; mime: AttachmentMime; base64: string }> {
  const { id, acceptanceNumber } = getApplicationRow(context, input.applicationId);
  const files = listFiles(context, id);
  const nth = files.findIndex((one) => one.hash === input.hash);
  const file = files[nth];
  if (file === undefined)
    throw problem(
      "file-unknown",
      bilingual("这份申请没有这个文件。", "This application has no such file."),
      DATA_IS_SAFE,
      bilingual("请重新打开申请。", "Open the application again."),
    );
  const bytes = await readKeptFile(context.dir, file.hash);
  auditOrOwe(context, actor.operator.id, { verb: "attachment.given", subject: id, detail: { hash: file.hash } });
  // A file's name often names a person, so the clerk's copy is named by its number alone.
  return {
    fileName: `${acceptanceNumber}-${nth + 1}${extname(file.name)}`,
    mime: file.mime,
    base64: bytes.toString("base64"),
  };
}
