import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of resolving a conflict. */
export const conflictsTexts = {
  "conflict.button": { zh: "处理版本冲突", en: "Resolve the version conflict" },
  "conflict.title": { zh: "处理版本冲突 {number}", en: "Resolve the version conflict {number}" },
  "conflict.what": {
    zh: "{window}和本窗口同时办理了这份申请，{window}的一份先到中心平台。下面只列出两边不同的项目：只有一边改过的已预先选好，两边都改过的请逐项选定。",
    en:
      "{window} and this window changed this application at the same time; {window}'s version reached the " +
      "centre first. Only differences are listed. If one side changed a field, that side is preselected; " +
      "if both did, choose.",
  },
  "conflict.noFields": {
    zh: "{window}和本窗口同时办理了这份申请，{window}的一份先到中心平台。登记内容两边没有不同。",
    en:
      "{window} and this window changed this application at the same time; {window}'s version reached the " +
      "centre first. The form is the same on both sides.",
  },
  "conflict.fields": { zh: "两个窗口不同的项目", en: "What differs between the two windows" },
  "conflict.field": { zh: "项目", en: "Field" },
  "conflict.base": { zh: "原值", en: "Before both" },
  "conflict.mine": { zh: "本窗口", en: "This window" },
  "conflict.theirs": { zh: "另一窗口（{window}）", en: "Other window ({window})" },
  "conflict.both": { zh: "两边都改过", en: "changed on both sides" },
  "conflict.blank": { zh: "（空）", en: "(blank)" },
  "conflict.chooseMine": { zh: "{field}，以本窗口为准：{value}", en: "{field}, as at this window: {value}" },
  "conflict.chooseTheirs": { zh: "{field}，以{window}为准：{value}", en: "{field}, as at {window}: {value}" },
  "conflict.choose": { zh: "请为每一项选定以哪一边为准。", en: "Choose a side for each field." },
  "conflict.acts": { zh: "其他办理", en: "What else was done" },
  "conflict.actsRule": {
    zh: "先到中心平台的办理有效；本窗口的办理还能接着办的自动接着办，不能的列明原因。已交给申请人的凭证请收回或说明。",
    en:
      "The version that reached the centre first stays. This window's acts follow if they are still " +
      "possible; for the others the reason is given. Collect or explain documents already given to the " +
      "applicant.",
  },
  "conflict.stands": { zh: "有效", en: "stays" },
  "conflict.again": { zh: "接着办", en: "goes on" },
  "conflict.dropped": { zh: "不再办理：{why}", en: "does not go on: {why}" },
  "conflict.droppedLine": { zh: "{label}没有接着办：{why}", en: "{label} did not go on: {why}" },
  "conflict.kept": {
    zh: "确定后，所选内容作为新版本接在另一窗口的版本之后同步；本窗口原来的记录连同经过原样保留，谁在什么时候选了哪一边记入操作留痕。",
    en:
      "What you choose is sent as a new version on top of the other window's. This window's own entries " +
      "stay with their story; who chose which side, and when, goes into the audit.",
  },
  "conflict.waiting": {
    zh: "另一窗口的内容还没有取到，取到后自动显示。",
    en: "The other window's content has not come yet; it is shown as soon as it does.",
  },
  "conflict.resolved": {
    zh: "版本冲突已处理，所选内容已列入待同步。下面的办理没有接着办，请另行处理：",
    en: "The version conflict is resolved and your choice waits to be sent. These acts were not repeated; check them:",
  },
  "conflict.close": { zh: "知道了", en: "Close" },
  "conflict.cancel": { zh: "暂不处理", en: "Not now" },
  "conflict.send": { zh: "按所选内容同步", en: "Send what is chosen" },
} as const satisfies Record<string, Bilingual>;
