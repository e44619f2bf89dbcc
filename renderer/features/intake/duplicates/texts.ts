import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of a possible duplicate. */
export const duplicatesTexts = {
  "duplicate.title": {
    zh: "可能重复：相同申请人、地址和业务已经受理",
    en: "Likely a duplicate: same applicant, address and utility already accepted",
  },
  "duplicate.utilities": { zh: "重复的业务：{names}", en: "Asked for twice: {names}" },
  "duplicate.duty": {
    zh: "责任人 {name}（{organisation}） {phone}",
    en: "Case owner: {name} ({organisation}) {phone}",
  },
  "duplicate.window": { zh: "{window} · {time}", en: "{window} · {time}" },
  "duplicate.open": { zh: "并案：打开 {number}", en: "Merge: open {number}" },
  "duplicate.openHint": { zh: "本次填写的内容留在暂存里。", en: "What was typed now stays parked." },
  "duplicate.new": { zh: "另行受理", en: "Accept as new" },
  "duplicate.why": { zh: "另行受理的理由", en: "Why it is accepted as new" },
  "duplicate.note": { zh: "补充说明", en: "Note" },
  "duplicate.noteNeeded": { zh: "请写明理由。", en: "Say the reason." },
  "duplicate.chooseReason": { zh: "请先选择理由。", en: "Choose a reason first." },
  "duplicate.withdraw": { zh: "作废本次填写", en: "Discard what was typed" },
  "duplicate.back": { zh: "返回填写", en: "Back to the form" },
} as const satisfies Record<string, Bilingual>;
