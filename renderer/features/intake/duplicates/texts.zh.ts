/** Texts of the question before a likely duplicate is accepted. */
export const duplicate = {
  "duplicate.title": "可能重复：相同申请人、地址和业务已经受理",
  "duplicate.utilities": "重复的业务：{names}",
  "duplicate.duty": "责任人 {name}（{organisation}） {phone}",
  "duplicate.window": "{window} · {time}",
  "duplicate.open": "并案：打开 {number}",
  "duplicate.openHint": "本次填写的内容留在暂存里。",
  "duplicate.new": "另行受理",
  "duplicate.why": "另行受理的理由",
  "duplicate.note": "补充说明",
  "duplicate.noteNeeded": "请写明理由。",
  "duplicate.chooseReason": "请先选择理由。",
  "duplicate.withdraw": "作废本次填写",
  "duplicate.back": "返回填写",
} as const;
