import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of drafts and parked applications. */
export const draftsTexts = {
  "draft.blank": { zh: "尚未填写", en: "Nothing typed yet" },
  "draft.typing": { zh: "正在保存…", en: "Saving…" },
  "draft.saved": { zh: "草稿已保存 {time}", en: "Draft saved {time}" },
  "draft.failed": { zh: "草稿未能保存", en: "Draft not saved" },
  "draft.parked": { zh: "暂存", en: "Parked" },
  "draft.parkedTitle": { zh: "暂存的申请", en: "Parked applications" },
  "draft.none": { zh: "没有暂存的申请。", en: "Nothing is parked." },
  "draft.resume": { zh: "继续填写", en: "Resume" },
  "draft.discard": { zh: "作废", en: "Discard" },
  "draft.discardSure": { zh: "确认作废", en: "Really discard" },
  "draft.noName": { zh: "（尚未填写申请人）", en: "(no applicant yet)" },
  "draft.takenUp": {
    zh: "这份草稿由{operator}于 {time} 停放，现由您接着填写；已记入操作留痕。",
    en: "{operator} parked this draft at {time}. You continue it now; the audit log records this.",
  },
  "draft.takenUpClose": { zh: "知道了", en: "I see" },
  "draft.by": { zh: "{operator} {time}", en: "{operator} {time}" },
} as const satisfies Record<string, Bilingual>;
