import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of one application as the supervisor sees it. */
export const supervisionTexts = {
  "detail.title": { zh: "申请 {number}", en: "Application {number}" },
  "detail.duty": { zh: "首接责任人", en: "Case owner" },
  "detail.lead": { zh: "牵头单位", en: "Lead" },
  "detail.accepted": { zh: "受理时间", en: "Accepted at" },
  "detail.channel": { zh: "渠道", en: "Channel" },
  "detail.record": { zh: "记录", en: "Record" },
  "detail.recordText": {
    zh: "第 {version} 版 · 地方规则第 {rules} 版 · {hash}",
    en: "version {version} · rules version {rules} · {hash}",
  },
  "detail.contacts": { zh: "经手链", en: "Contact chain" },
  "detail.contactSeq": { zh: "第 {n} 手", en: "No. {n}" },
  "detail.isDuty": { zh: "负责人", en: "case owner" },
  "detail.warnings": { zh: "提示", en: "Notes" },
  "detail.answers": { zh: "申请内容", en: "The application" },
} as const satisfies Record<string, Bilingual>;
