import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of outage paper forms and their later entry. */
export const lateEntryTexts = {
  "outage.toggle": { zh: "补录应急纸质单", en: "Enter an outage paper form" },
  "outage.title": { zh: "补录（停电、断网期间收的纸质单）", en: "Later entry (received on paper during an outage)" },
  "outage.hint": {
    zh: "时限自收件时间起算，当日台账记为补录。",
    en: "Deadlines start at the time of receipt; that day's ledger marks it as entered later.",
  },
  "outage.cancel": { zh: "不是补录", en: "Not a later entry" },
  "outage.paperNumber": { zh: "纸质单编号", en: "Paper form number" },
  "outage.receivedAt": { zh: "收件时间（如 2026-11-20 15:30）", en: "Time of receipt (2026-11-20 15:30)" },
  "outage.receivedBy": { zh: "收件人", en: "Received by" },
  "outage.chooseReceiver": { zh: "请选择", en: "Choose" },
  "outage.reason": { zh: "原因（停电、断网、系统故障…）", en: "Reason (power cut, network, program)" },
  "paperForm.page": { zh: "应急纸质单", en: "Outage forms" },
  "paperForm.intro": {
    zh: "提前印好编号的空白申请表。停电、断网时用它收件，恢复后由窗口补录；一张只能补录一次。",
    en:
      "Numbered blank forms, printed in advance. They are used while the program is down and entered at " +
      "the window afterwards, each once.",
  },
  "paperForm.counts": {
    zh: "未用 {unused} 张 · 已补录 {used} 张 · 作废 {spoiled} 张",
    en: "{unused} unused · {used} entered · {spoiled} spoiled",
  },
  "paperForm.count": { zh: "印制张数（1–50）", en: "How many (1–50)" },
  "paperForm.print": { zh: "编号并生成", en: "Number and draw" },
  "paperForm.printing": { zh: "正在生成…", en: "Drawing…" },
  "paperForm.saved": {
    zh: "已生成 {first} 至 {last}，请打印后放到窗口。",
    en: "{first} to {last} are ready; print them and put them at the window.",
  },
  "paperForm.unused": { zh: "未用的编号", en: "Unused numbers" },
  "paperForm.noneUnused": { zh: "没有未用的纸质单。", en: "No unused form." },
  "paperForm.why": { zh: "作废原因", en: "Reason it is spoiled" },
  "paperForm.spoil": { zh: "作废", en: "Spoiled" },
  "paperForm.spoilOf": { zh: "作废 {number}", en: "Spoiled: {number}" },
} as const satisfies Record<string, Bilingual>;
