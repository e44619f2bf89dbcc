import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of receiving an application that cannot be accepted yet. */
export const receptionTexts = {
  "reception.open": { zh: "收件／不予受理", en: "Receive / refuse" },
  "reception.title": { zh: "不编受理号：收件或不予受理", en: "Without a number: receive or refuse" },
  "reception.what": { zh: "办理", en: "What to do" },
  "reception.receive": { zh: "先收件，待受理", en: "Receive now, accept later" },
  "reception.refuse": { zh: "不予受理", en: "Refuse" },
  "reception.items": { zh: "收到的材料（每行一项，可不填）", en: "Documents handed in (one a line, may be none)" },
  "reception.waiting": { zh: "待受理原因", en: "Why it waits" },
  "reception.ground": { zh: "不予受理的情形", en: "Why it cannot be taken" },
  "reception.scope": { zh: "本地规则的适用范围", en: "What the local rules cover" },
  "reception.reason": { zh: "理由（印在通知书上）", en: "Reason (printed on the notice)" },
  "reception.goTo": { zh: "请申请人到何处申请", en: "Where the applicant should apply" },
  "reception.giveReceived": { zh: "出具收件凭证", en: "Give a notice of receipt" },
  "reception.giveRefused": { zh: "出具不予受理通知书", en: "Give a refusal notice" },
  "reception.givenReceived": { zh: "已收件，草稿已暂存", en: "Received; the form is parked" },
  "reception.givenRefused": {
    zh: "已出具不予受理通知书，没有编受理号",
    en: "Refused by notice; no acceptance number was used",
  },
  "reception.number": { zh: "凭证编号", en: "Notice number" },
  "reception.done": { zh: "下一位", en: "Next visitor" },
  "reception.parked": { zh: "已收件 {number}", en: "Received {number}" },
  "reception.list": { zh: "收件与不予受理（{n}）", en: "Received and refused ({n})" },
  "reception.result": { zh: "结果", en: "Result" },
  "reception.acceptedAs": { zh: "已受理 {number}", en: "Accepted as {number}" },
  "reception.replaced": { zh: "已有后续凭证", en: "replaced by a later notice" },
  "reception.paper": { zh: "文书与打印", en: "Notice" },
  "reception.look": { zh: "凭证 {number} 的文书与打印", en: "Notice of {number}" },
  "reception.received": { zh: "已收件，待受理", en: "Received, not yet accepted" },
  "reception.refused": { zh: "不予受理", en: "Refused" },
} as const satisfies Record<string, Bilingual>;
