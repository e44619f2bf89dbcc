import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts around a visit at the kiosk: help, leaving, staff. */
export const kioskShellTexts = {
  "kiosk.elderOn": { zh: "大字版", en: "Large print" },
  "kiosk.elderOff": { zh: "标准字", en: "Normal print" },
  "kiosk.leave": { zh: "结束办理", en: "Leave" },
  "kiosk.leaveAsk": { zh: "要结束办理吗？", en: "Do you want to finish?" },
  "kiosk.leaveNote": {
    zh: "还没有提交。结束后，已填的内容会全部清除，需要重新填写。",
    en: "Nothing has been sent yet. Everything you wrote will be cleared.",
  },
  "kiosk.leaveDoneNote": {
    zh: "申请已经提交，请记下受理编号。结束后屏幕上的内容会清除。",
    en: "Your application has been sent. Note the number; the screen will be cleared.",
  },
  "kiosk.leaveYes": { zh: "结束并清除", en: "Finish and clear" },
  "kiosk.stay": { zh: "继续办理", en: "Go on" },
  "kiosk.warnTitle": { zh: "您还在吗？", en: "Are you still there?" },
  "kiosk.warnText": {
    zh: "{n} 秒后将结束办理，并清除已填的内容。",
    en: "In {n} {n|second|seconds} the visit ends and your answers are cleared.",
  },
  "kiosk.warnTotal": {
    zh: "本次办理时间已到，{n} 秒后将结束并清除已填的内容。需要更多时间请到窗口办理。",
    en:
      "The time for one visit is over. It ends in {n} {n|second|seconds} and your answers are cleared. " +
      "Please go to a window if you need more time.",
  },
  "kiosk.warnStay": { zh: "我还在，继续办理", en: "I am here, go on" },
  "kiosk.staffTitle": { zh: "工作人员", en: "Staff" },
  "kiosk.staffWho": { zh: "请选择经办人", en: "Choose an operator" },
  "kiosk.staffPin": { zh: "口令", en: "PIN" },
  "kiosk.staffEnter": { zh: "登录并离开自助机", en: "Sign in and leave the kiosk" },
  "kiosk.staffClose": { zh: "返回自助机", en: "Back to the kiosk" },
} as const satisfies Record<string, Bilingual>;
