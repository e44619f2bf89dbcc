import { approvalSheet } from "./approval-sheet.ts";
import { commitmentLetter } from "./commitment-letter.ts";
import type { Coverage } from "#templates/drawing/font-coverage.ts";
import type { DocumentData } from "./document-data.ts";
import { attachLongTexts } from "#templates/drawing/long-text.ts";
import { NOTICE_KINDS, notice, noticeTitle } from "./notice.ts";
import { paper } from "./page.ts";
import type { PdfBlock, PdfDefinition } from "#templates/drawing/pdf-definition.ts";
import { makePen, type Pen } from "#templates/drawing/pen.ts";
import type { Unprintable } from "#templates/drawing/text-runs.ts";
import { unifiedForm } from "./unified-form.ts";
import { outcomeNotice, NOTICE_TITLE } from "./voucher.ts";

/** Every document that is drawn as pages. */
export const DOCUMENT_KINDS = [
  "unified-form",
  "commitment-letter",
  "approval-sheet",
  "voucher",
  ...NOTICE_KINDS,
] as const;
/** The A4 documents of one application: 统一申请表, 告知承诺书, 综合审批意见单, 受理通知书, and the notices of later acts. */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** The title of a document in a locality. */
export function documentTitle(kind: DocumentKind, data: DocumentData): string {
  switch (kind) {
    case "unified-form":
      return data.profile.form.title;
    case "commitment-letter":
      return data.profile.commitmentLetter.title;
    case "approval-sheet":
      return data.profile.approvalSheet.title;
    case "voucher":
      return NOTICE_TITLE;
    default:
      return noticeTitle(kind);
  }
}

function content(kind: DocumentKind, pen: Pen, data: DocumentData): PdfBlock[] {
  switch (kind) {
    case "unified-form":
      return unifiedForm(pen, data);
    case "commitment-letter":
      return commitmentLetter(pen, data);
    case "approval-sheet":
      return approvalSheet(pen, data);
    case "voucher":
      return outcomeNotice(pen, data);
    default:
      return notice(pen, data, kind);
  }
}

/** Composes one document: a definition for the renderer, and the characters that cannot be printed as they are. */
export function composeDocument(
  kind: DocumentKind,
  data: DocumentData,
  coverage: Coverage,
): { definition: PdfDefinition; unprintable: Unprintable[] } {
  const pen = makePen(coverage, data.profile.corrections);
  const definition = paper(pen, data, {
    kind,
    title: documentTitle(kind, data),
    content: attachLongTexts(content(kind, pen, data)),
  });
  return { definition, unprintable: pen.unprintable };
}
