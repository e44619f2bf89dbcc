import type { Bilingual } from "#shared/lib/bilingual.ts";

/** Texts of hand-overs. */
export const handoversTexts = {
  "handover.title": { zh: "移交", en: "Hand-over" },
  "handover.incoming": { zh: "等我接收", en: "Waiting for me" },
  "handover.outgoing": { zh: "我移交的", en: "Offered by me" },
  "handover.others": { zh: "其他人的移交", en: "Others' hand-overs" },
  "handover.fromTo": { zh: "{from} → {to}", en: "{from} → {to}" },
  "handover.until": { zh: "{time} 前接收，逾时退回", en: "to be accepted by {time}, else it returns" },
  "handover.said": { zh: "说明：{note}", en: "Note: {note}" },
  "handover.answered": { zh: "答复：{note}", en: "Answer: {note}" },
  "handover.accept": { zh: "接收", en: "Accept" },
  "handover.acceptOf": { zh: "接收 {number}", en: "Accept {number}" },
  "handover.decline": { zh: "不接收", en: "Decline" },
  "handover.withdraw": { zh: "撤回", en: "Take back" },
  "handover.why": { zh: "原因（可不填）", en: "Why (may stay blank)" },
  "handover.state.offered": { zh: "等待接收", en: "waiting" },
  "handover.state.accepted": { zh: "已接收", en: "accepted" },
  "handover.state.declined": { zh: "未接收，仍由原责任人负责", en: "declined; the giver remains case owner" },
  "handover.state.withdrawn": { zh: "已撤回", en: "taken back" },
  "handover.state.returned": {
    zh: "逾时退回，仍由原责任人负责",
    en: "expired and returned; the giver remains case owner",
  },
  "handover.open": { zh: "移交给同事…", en: "Hand over to a colleague…" },
  "handover.to": { zh: "移交给", en: "Hand over to" },
  "handover.choose": { zh: "请选择", en: "Choose" },
  "handover.note": { zh: "说明（可不填）", en: "Note (may stay blank)" },
  "handover.offer": { zh: "提出移交", en: "Offer" },
  "handover.given": {
    zh: "已向{name}提出移交；接收之前仍由{holder}负责。接收后如需要，请补打回执。",
    en:
      "Offered to {name}; {holder} remains case owner until it is accepted. Reprint the receipt afterwards " +
      "if it is needed.",
  },
} as const satisfies Record<string, Bilingual>;
