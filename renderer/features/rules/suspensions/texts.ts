import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of suspended commitments. */
export const suspensionsTexts = {
  "suspension.title": { zh: "告知承诺违诺处理登记簿", en: "Register of broken commitments" },
  "suspension.noRule": { zh: "本地文件没有暂停告知承诺的规定。", en: "The rules do not provide for suspension." },
  "suspension.intro": {
    zh: "登记只影响今后的判定，已作出的判定不变；施工日期在暂停期内的，不适用告知承诺。",
    en:
      "A record bears on decisions from now on, not on those already made: no commitment for work on a day " +
      "within a suspension.",
  },
  "suspension.none": { zh: "没有登记记录。", en: "Nothing on record." },
  "suspension.utility": { zh: "单位", en: "Utility" },
  "suspension.step": { zh: "步骤", en: "Step" },
  "suspension.order": { zh: "文号", en: "Order number" },
  "suspension.time": { zh: "起止", en: "From and to" },
  "suspension.state": { zh: "状态", en: "State" },
  "suspension.from": { zh: "起算日期", en: "Runs from" },
  "suspension.note": { zh: "事由", en: "Why" },
  "suspension.endsOn": { zh: "至 {date} 止", en: "until {date}" },
  "suspension.openEnd": { zh: "至整改完成", en: "until corrected" },
  "suspension.inForce": { zh: "暂停中", en: "Suspended" },
  "suspension.open": { zh: "整改未确认", en: "not yet corrected" },
  "suspension.rectified": { zh: "{date} 整改完成，{document}（{by}）", en: "corrected {date}, {document} ({by})" },
  "suspension.record": { zh: "登记步骤", en: "Record a step" },
  "suspension.keep": { zh: "登记", en: "Record" },
  "suspension.rectify": { zh: "确认整改完成", en: "Confirm: corrected" },
  "suspension.rectifyNote": {
    zh: "暂停至期满与整改完成两者中较晚的一日止。",
    en: "A suspension ends after its months or on the day of correction, whichever is later.",
  },
  "suspension.rectifyPlain": {
    zh: "本地文件只按月数暂停，整改完成不改变止日。",
    en: "The rules count months only; a correction does not change the end.",
  },
  "suspension.nothingOpen": { zh: "没有待整改的单位。", en: "No utility has an open correction." },
  "suspension.rectifiedOn": { zh: "整改完成日期", en: "Corrected on" },
  "suspension.document": { zh: "确认文号", en: "Confirming document" },
  "suspension.confirm": { zh: "确认整改完成", en: "Confirm" },
  "suspension.fill": { zh: "请填写。", en: "Fill this in." },
} as const satisfies Record<string, Bilingual>;
