import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import type { Instant } from "#shared/time/instant.ts";
import { DOCUMENT_KINDS } from "#templates/documents/documents.ts";
import { findApplication, type ApplicationRow } from "#station/db/applications.ts";
import { findHandingOver } from "#station/db/print-events.ts";
import { findPrintJobByDocument, getPrintJob, type PrintJob } from "#station/db/print-jobs.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { stateOf } from "#station/records/case-state.ts";
import { dataOfApplication } from "./document-data.ts";
import { renderDocument } from "./render-document.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { supersededBy } from "./superseded.ts";

/** What a PDF is: handed to a printer, a copy as made now, other content under our number, or not ours. */
export type PdfResult = "printed" | "copy" | "differs" | "unknown-record" | "not-ours";

/** The result of checking a PDF against the record (核验). `superseded`: genuine, but no longer current. */
export type Verification = {
  result: PdfResult;
  words: Bilingual;
  number: string | null;
  /** The version that the document names, and the record's current one. */
  documentVersion: number | null;
  recordVersion: number | null;
  superseded: boolean;
  /** The first version that says something else than the document; null if none or unknown. */
  supersededBy: number | null;
  printed: { kind: DocumentKind; utility: string | null; copy: number; at: Instant; printer: string | null } | null;
};

/** The metadata of our PDFs: number, version, and the first ten digits of the record's hash. */
const SUBJECT = /\n\((\S{5,60}) v(\d{1,6}) ([0-9a-f]{10})\)\s/;

function laterWords(by: number | null, paperVersion: number | null, recordVersion: number | null): Bilingual {
  if (by !== null)
    return bilingual(
      `；本件为第 ${paperVersion ?? "?"} 版，已被第 ${by} 版取代`,
      `; it is version ${paperVersion ?? "?"}, superseded by version ${by}`,
    );
  if (paperVersion === null || recordVersion === null || paperVersion >= recordVersion) return bilingual("", "");
  return bilingual(
    `；记录此后另有办理（现为第 ${recordVersion} 版），申请人信息和办理路径都没有变`,
    `; more was done since (the record is at version ${recordVersion}), and neither the applicant's details nor the routes have changed`,
  );
}

function wordsOf(result: PdfResult, later: Bilingual): Bilingual {
  switch (result) {
    case "printed":
      return bilingual(
        `与打印台账中送出的文书逐字节一致${later.zh}。`,
        `Byte for byte what the print ledger says was handed to a printer${later.en}.`,
      );
    case "copy":
      return bilingual("与按现有记录生成的副本逐字节一致。", "Byte for byte the copy that the record gives now.");
    case "differs":
      return bilingual(
        "编号属于本大厅，但内容与打印台账和现有记录都不一致：可能被改动过，或由另一版本的程序生成。请以窗口查询的记录为准。",
        "This hall issued the number, but the content matches neither a printed document nor the current record. " +
          "It may have been altered, or made by another version of the program. Rely on the record.",
      );
    case "unknown-record":
      return bilingual("文书所写的编号在本大厅没有记录。", "This hall has no record under the number that it names.");
    case "not-ours":
      return bilingual(
        "文件中没有本程序文书的标记：不是本程序生成的，或生成后被另存、加密或截断过。请以窗口查询的记录为准。",
        "The file has no mark of this program's documents. It is another file, or was re-saved, encrypted or cut off. Rely on the record.",
      );
  }
}

/** Whether the bytes equal a copy of one of the application's documents, made now from the record. */
async function isCopyOf(context: StationContext, row: ApplicationRow, hash: string): Promise<boolean> {
  const letters = stateOf(context, row).routes.filter((route) => route.letter);
  for (const kind of DOCUMENT_KINDS) {
    for (const utility of kind === "commitment-letter" ? letters.map((route) => route.utility) : [null]) {
      const { bytes } = await renderDocument(dataOfApplication(context, row, "copy", { utility, kind }), kind);
      if (sha256(bytes) === hash) return true;
    }
  }
  return false;
}

/** The job that handed this document to a printer before its last attempt, as when the record changed between. */
function previousPrintOf(context: StationContext, hash: string): PrintJob | null {
  const handed = findHandingOver(context.db, hash);
  return handed === null
    ? null
    : { ...getPrintJob(context.db, handed.jobId), changedAt: handed.at, printerName: handed.printerName };
}

/** Checks a PDF by its bytes: against everything ever handed to a printer, and against copies made now. */
export async function verifyDocument(context: StationContext, bytes: Buffer): Promise<Verification> {
  const hash = sha256(bytes);
  const said = SUBJECT.exec(bytes.toString("latin1"));
  const job = findPrintJobByDocument(context.db, hash) ?? previousPrintOf(context, hash);
  const row = findApplication(context.db, job?.applicationId ?? said?.[1] ?? "");
  const paperVersion = said?.[2] === undefined ? (job?.recordVersion ?? null) : Number(said[2]);
  const answer = (result: PdfResult): Verification => {
    const by =
      result === "printed" && row !== null && job !== null && paperVersion !== null
        ? supersededBy(context, row, job, paperVersion)
        : null;
    return {
      result,
      words: wordsOf(result, laterWords(by, paperVersion, row?.version ?? null)),
      number: row?.acceptanceNumber ?? said?.[1] ?? null,
      documentVersion: paperVersion,
      recordVersion: row?.version ?? null,
      superseded: by !== null,
      supersededBy: by,
      printed:
        job === null
          ? null
          : { kind: job.kind, utility: job.utility, copy: job.copy, at: job.changedAt, printer: job.printerName },
    };
  };
  if (job !== null) return answer("printed");
  if (said === null) return answer("not-ours");
  if (row === null) return answer("unknown-record");
  return answer((await isCopyOf(context, row, hash)) ? "copy" : "differs");
}
