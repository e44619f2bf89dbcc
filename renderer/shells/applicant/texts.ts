import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of the applicant's own screen. */
export const applicantTexts = {
  "applicant.title": { zh: "请核对您的申请", en: "Please check your application" },
  "applicant.waitTitle": { zh: "您好", en: "Welcome" },
  "applicant.wait": {
    zh: "需要您核对申请表时，内容会显示在这里。",
    en: "Your application form will appear here when there is something to check.",
  },
  "applicant.intro": {
    zh: "下面的内容将照样打印在申请表上。有不对的地方，请按“这里不对”。",
    en: "This is how the form will be printed. Press “Wrong here” beside anything that is not right.",
  },
  "applicant.wrong": { zh: "这里不对", en: "Wrong here" },
  "applicant.wrongOne": { zh: "{name}这里不对", en: "{name}: wrong here" },
  "applicant.clerkNotified": {
    zh: "已告诉经办人，请稍候，改好后会请您再核对。",
    en: "The clerk has been notified. Please wait; you will be asked to check again.",
  },
  "applicant.version": { zh: "版本 {hash}", en: "Version {hash}" },
  "applicant.utilities": { zh: "申请业务", en: "Utilities applied for" },
  "applicant.lines": { zh: "外线工程", en: "Outside line" },
  "applicant.noLine": { zh: "无外线工程", en: "no outside line" },
  "applicant.unmeasured": { zh: "未测量", en: "not measured" },
  "applicant.lineLength": { zh: "线路长度 {m} 米", en: "line {m} m" },
  "applicant.crossings": { zh: "穿越道路 {n} 处，合计 {m} 米", en: "{n} road {n|crossing|crossings}, {m} m together" },
  "applicant.noCrossing": { zh: "不穿越道路", en: "no road crossing" },
  "applicant.green": { zh: "占用绿地 {m2} 平方米", en: "green land {m2} m²" },
  "applicant.noGreen": { zh: "不占用绿地", en: "no green land" },
  "applicant.lineOn": { zh: "施工日期 {on}", en: "work on {on}" },
  "applicant.page": { zh: "打印样张", en: "The printed page" },
  "applicant.pageNote": {
    zh: "屏幕上的样张遮盖了电话和证件号；纸上照原样打印。",
    en: "On this screen phone and identity numbers are masked; on paper they are printed in full.",
  },
  "applicant.pageLoading": { zh: "正在生成样张…", en: "Preparing the page…" },
  "applicant.signHere": { zh: "请在此签名（笔或手指）", en: "Sign here with pen or finger" },
  "applicant.clear": { zh: "清除重签", en: "Clear and sign again" },
  "applicant.confirmSigned": { zh: "内容无误，确认并签名", en: "All correct, confirm and sign" },
  "applicant.confirm": { zh: "内容无误，确认", en: "All correct, confirm" },
  "applicant.changing": {
    zh: "经办人正在修改内容，请稍候；改好后会请您重新核对。",
    en: "The clerk is changing the form. Please wait; you will be asked to check again.",
  },
  "applicant.done": { zh: "您已确认，谢谢。", en: "You have confirmed. Thank you." },
  "applicant.doneAt": { zh: "确认时间 {time}", en: "Confirmed at {time}" },
} as const satisfies Record<string, Bilingual>;
