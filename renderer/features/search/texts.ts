import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of the search and of today's list. */
export const searchTexts = {
  "today.button": { zh: "今日", en: "Today" },
  "today.title": { zh: "今日受理", en: "Accepted today" },
  "today.filter": { zh: "按编号、申请人或责任人筛选", en: "Filter by number, applicant or case owner" },
  "today.none": { zh: "今天还没有受理的申请。", en: "Nothing has been accepted today." },
  "today.noMatch": { zh: "没有符合的申请。", en: "No application matches." },
  "today.count": { zh: "共 {n} 件", en: "{n} {n|application|applications}" },
  "today.synced": { zh: "已同步", en: "sent" },
  "today.notSynced": { zh: "待同步", en: "to send" },
  "search.button": { zh: "查找", en: "Find" },
  "search.title": { zh: "查找申请", en: "Find an application" },
  "search.label": {
    zh: "姓名或单位（一个字也可）、地址、受理编号、电话后四位或信用代码",
    en: "Name (one character will do), address, acceptance number, last four of a phone, or credit code",
  },
  "search.hint": { zh: "键入任意一部分即可；最新的在前。", en: "Type any part of it; the newest come first." },
  "search.none": { zh: "没有找到符合的申请。", en: "No application matches." },
  "search.more": { zh: "还有更早的，请再键入一些。", en: "There are older ones; type more." },
  "search.remote": { zh: "{window}受理", en: "Accepted at {window}" },
  "search.duty": { zh: "责任人 {name} · {window}", en: "Case owner: {name} · {window}" },
} as const satisfies Record<string, Bilingual>;
