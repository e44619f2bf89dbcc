import type { answers as zh } from "./texts.zh.ts";

/** The texts of a list of answers in English. */
export const answers: Record<keyof typeof zh, string> = {
  "answers.blank": "left blank",
  "answers.comma": ", ",
  "answers.hold": "Hold to show",
  "answers.change": "Change",
  "answers.changeOne": "Change {name}",
};
