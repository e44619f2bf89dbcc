/** Texts of a list of answers, shown at the kiosk and to the supervisor. */
export const answers = {
  "answers.blank": "未填",
  "answers.comma": "、",
  "answers.hold": "按住显示",
  "answers.change": "修改",
  "answers.changeOne": "修改{name}",
} as const;
