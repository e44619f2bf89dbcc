import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of applying on behalf of somebody. */
export const consentTexts = {
  "consent.toggle": { zh: "帮办代办、电话办理", en: "On behalf, by telephone" },
  "consent.title": { zh: "申请人不在窗口", en: "The applicant is not here" },
  "consent.cancel": { zh: "申请人在窗口", en: "The applicant is here" },
  "consent.channel": { zh: "渠道", en: "Channel" },
  "consent.hint": {
    zh: "申请人不在场，由代办人录入。受理前须记录申请人的同意。",
    en: "The applicant is away and an agent enters this. Record the applicant's consent before acceptance.",
  },
  "consent.phoneHint": {
    zh: "电话办理：本地规则没有要求记录同意。",
    en: "By telephone: the local rules ask for no recorded consent.",
  },
  "consent.instead": {
    zh: "本地规定受理前共同核对；申请人不在场，以下面的同意代替，并记入档案。",
    en:
      "The local rules ask for a joint check before acceptance. The applicant is away, so the consent " +
      "below replaces it; the record says so.",
  },
  "consent.way": { zh: "同意方式", en: "How the applicant agreed" },
  "consent.way.in-person": { zh: "当面", en: "in person" },
  "consent.way.by-phone": { zh: "电话", en: "phone" },
  "consent.way.in-writing": { zh: "书面", en: "on paper" },
  "consent.givenAt": { zh: "同意时间（如 2026-11-20 15:30）", en: "Agreed at (e.g. 2026-11-20 15:30)" },
  "consent.agent": { zh: "代办人姓名", en: "Agent's name" },
  "consent.relation": { zh: "与申请人的关系或所在单位", en: "Relation to the applicant, or employer" },
  "consent.text": { zh: "向申请人出示或宣读", en: "Show or read to the applicant" },
  "consent.agree": { zh: "已出示或宣读，申请人同意", en: "Shown or read out, and the applicant agrees" },
  "consent.secrecy": { zh: "代办人已签保密协议", en: "The agent has signed a secrecy agreement" },
  "consent.entrusted": { zh: "用户是否委托相关企业代办", en: "Does the user entrust the utilities?" },
  "consent.clause": { zh: "{quote}（{clause}）", en: "{quote} ({clause})" },
  "consent.line": {
    zh: "代办人 {agent}（{relation}），申请人 {time} {way}",
    en: "{agent} ({relation}) acted; the applicant agreed {way} on {time}",
  },
  "consent.files": { zh: "签名或扫描件（可选）", en: "Signature or scan (optional)" },
  "consent.sign": { zh: "签名…", en: "Sign…" },
  "consent.signDone": { zh: "用这个签名", en: "Use this signature" },
  "consent.scan": { zh: "附扫描件…", en: "Attach a scan…" },
  "consent.file": { zh: "附件 {n}（{kb} KB）", en: "File {n} ({kb} KB)" },
  "consent.dropFile": { zh: "去掉附件 {n}", en: "Remove file {n}" },
} as const satisfies Record<string, Bilingual>;
