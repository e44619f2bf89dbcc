import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of document previews, and the names of the documents. */
export const documentsTexts = {
  "document.kind.letter-void-note": { zh: "承诺书失效说明", en: "Note: letter no longer valid" },
  "document.kind.unified-form": { zh: "申请表", en: "Application form" },
  "document.kind.commitment-letter": { zh: "告知承诺书", en: "Commitment letter" },
  "document.kind.approval-sheet": { zh: "综合审批意见单", en: "Approval sheet" },
  "document.kind.voucher": { zh: "受理通知书", en: "Acceptance notice" },
  "document.kind.slip": { zh: "小票", en: "Slip" },
  "document.kind.received-notice": { zh: "收件凭证", en: "Notice of receipt" },
  "document.kind.supplement-notice": { zh: "一次性告知补正通知书", en: "Supplement notice" },
  "document.kind.tolerance-notice": { zh: "容缺受理告知书", en: "Tolerance notice" },
  "document.kind.refusal-notice": { zh: "不予受理通知书", en: "Refusal notice" },
  "document.kind.withdrawal-notice": { zh: "撤回申请回执", en: "Withdrawal receipt" },
  "document.unprintableTitle": {
    zh: "有 {n} 个字没有字形，打印出来会缺字：",
    en: "{n|Character|Characters} without a glyph, missing on paper: {n}",
  },
  "document.unprintableAt": { zh: "“{char}”（{code}）在{where}", en: "“{char}” ({code}) in {where}" },
  "document.title": { zh: "预览：{name}", en: "Preview: {name}" },
  "document.draft": { zh: "草稿预览，尚未受理", en: "Draft preview, not accepted yet" },
  "document.loading": { zh: "正在生成…", en: "Making the document…" },
  "document.page": { zh: "第 {n} 页", en: "Page {n}" },
  "document.save": { zh: "保存文件", en: "Save the file" },
} as const satisfies Record<string, Bilingual>;
