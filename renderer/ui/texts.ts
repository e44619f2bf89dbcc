import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts that any page may need: problems, buttons, fields. */
export const uiTexts = {
  "signature.area": { zh: "签名区", en: "Signature area" },
  "field.required": { zh: "必填", en: "required" },
  "field.unit": { zh: "单位", en: "Unit" },
  "field.chooseUnit": { zh: "选单位", en: "Unit?" },
  "field.addRow": { zh: "增加一行", en: "Add a row" },
  "field.removeRow": { zh: "删除第 {n} 行", en: "Remove row {n}" },
  "date.form": {
    zh: "看不懂这个日期，请写成 {example}。",
    en: "This date cannot be read; write it like {example}.",
  },
  "date.no-such-day": { zh: "没有这一天，请核对。", en: "There is no such day; check it." },
  "date.no-such-time": { zh: "没有这个钟点，请核对。", en: "There is no such time; check it." },
  "date.weekday": { zh: "星期与日期对不上，请核对。", en: "The weekday is not that of the date; check it." },
  "app.name": { zh: "联动报装窗口", en: "Liandong Counter" },
  "app.opening": { zh: "正在打开…", en: "Opening…" },
  "app.linkDown": {
    zh: "与本机服务的连接中断，正在重新连接。屏幕上的内容不会丢失。",
    en: "The connection to this computer's service is lost; reconnecting. Nothing on screen is lost.",
  },
  "read.old": {
    zh: "以下是 {time} 读到的旧内容，此后的变化没有显示。",
    en: "What follows was read at {time} and may be out of date.",
  },
  "problem.what": { zh: "发生了什么", en: "What happened" },
  "problem.safe": { zh: "数据是否安全", en: "Is the data safe" },
  "problem.next": { zh: "怎么办", en: "What to do" },
  "problem.fields": { zh: "涉及的项目", en: "Fields concerned" },
  "problem.close": { zh: "知道了", en: "Understood" },
  "problem.retry": { zh: "重试", en: "Try again" },
  "common.loading": { zh: "正在读取…", en: "Loading…" },
  "common.close": { zh: "关闭", en: "Close" },
  "common.cancel": { zh: "取消", en: "Cancel" },
  "common.yes": { zh: "是", en: "Yes" },
  "common.no": { zh: "否", en: "No" },
  "common.listComma": { zh: "、", en: ", " },
} as const satisfies Record<string, Bilingual>;
