import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of checking the form together with the applicant. */
export const jointCheckTexts = {
  "check.title": { zh: "共同核对", en: "Joint check" },
  "check.start": { zh: "请申请人核对", en: "Have it checked" },
  "check.again": { zh: "重新核对", en: "Check again" },
  "check.window": { zh: "打开申请人屏", en: "Open applicant's screen" },
  "check.hide": { zh: "收起申请人屏", en: "Clear applicant's screen" },
  "check.required": {
    zh: "按本地规定，受理前须与申请人共同核对申请表。",
    en: "The local rules require a check with the applicant before acceptance.",
  },
  "check.open": { zh: "申请人正在核对…", en: "The applicant is checking…" },
  "check.notShown": {
    zh: "已请申请人核对，申请人屏上已收起。",
    en: "A check was requested; the applicant's screen has been cleared.",
  },
  "check.pointed": { zh: "申请人指出需更正：{names}", en: "The applicant says these are wrong: {names}" },
  "check.goTo": { zh: "转到该项", en: "Go there" },
  "check.confirmed": { zh: "{name}于 {time} 核对确认", en: "Confirmed by {name} at {time}" },
  "check.signed": { zh: "已签名", en: "signed" },
  "check.unsigned": { zh: "未签名", en: "not signed" },
  "check.lapsed": {
    zh: "核对之后内容有改动，原核对失效，须重新核对。",
    en: "The form was changed after the check. Check it again.",
  },
  "check.fact": { zh: "共同核对", en: "Joint check" },
} as const satisfies Record<string, Bilingual>;
