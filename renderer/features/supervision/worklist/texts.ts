import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of the worklist and its warnings. */
export const worklistTexts = {
  "worklist.button": { zh: "时限", en: "Worklist" },
  "worklist.title": { zh: "时限看板", en: "Worklist" },
  "worklist.mine": { zh: "只看我负责的", en: "Only mine" },
  "worklist.all": { zh: "看全大厅", en: "Whole hall" },
  "worklist.soonRule": { zh: "“即将到期”指 {n} 个办公小时以内", en: '"Due soon" is within {n} counter {n|hour|hours}' },
  "worklist.none": { zh: "没有需要关注的时限。", en: "No deadline needs attention." },
  "worklist.notShown": {
    zh: "另有 {n} 件较新的在办申请未列出。",
    en: "{n} newer open {n|application is|applications are} not listed.",
  },
  "worklist.messagesNotShown": {
    zh: "另有 {n} 条较新的来讯未列出，处理上面的来讯后逐条显示。",
    en: "{n} newer {n|message is|messages are} not listed; they appear once those above are acknowledged.",
  },
  "worklist.group.overdue": { zh: "已超期", en: "Overdue" },
  "worklist.group.due-today": { zh: "今日到期", en: "Due today" },
  "worklist.group.due-soon": { zh: "即将到期", en: "Due soon" },
  "worklist.group.calendar-missing": { zh: "缺节假日安排，算不出到期日", en: "Holiday calendar missing, no due date" },
  "worklist.group.paused": { zh: "暂停中", en: "Paused" },
  "worklist.group.waiting": { zh: "等待起算", en: "Waiting to start" },
  "worklist.promise": { zh: "内部承诺", en: "Internal promise" },
  "worklist.due": { zh: "{time} 到期", en: "due {time}" },
  "worklist.duty": { zh: "责任人 {name}", en: "Case owner: {name}" },
  "worklist.lateEntry": { zh: "补录", en: "Entered later" },
  "warning.title": { zh: "预警", en: "Warnings" },
  "warning.acknowledge": { zh: "已知悉", en: "Seen" },
  "warning.acknowledgeOf": { zh: "已知悉：{number} {label}", en: "Seen: {number} {label}" },
  "warning.raised": { zh: "{time} 提出", en: "raised {time}" },
} as const satisfies Record<string, Bilingual>;
