import type { duplicate as zh } from "./texts.zh.ts";

/** Texts of the question before a likely duplicate is accepted. */
export const duplicate: Record<keyof typeof zh, string> = {
  "duplicate.title": "Likely a duplicate: same applicant, address and utility already accepted",
  "duplicate.utilities": "Asked for twice: {names}",
  "duplicate.duty": "{name} ({organisation}) answers {phone}",
  "duplicate.window": "{window} · {time}",
  "duplicate.open": "Merge: open {number}",
  "duplicate.openHint": "What was typed now stays parked.",
  "duplicate.new": "Accept as new",
  "duplicate.why": "Why it is accepted as new",
  "duplicate.note": "Note",
  "duplicate.noteNeeded": "Say the reason.",
  "duplicate.chooseReason": "Choose a reason first.",
  "duplicate.withdraw": "Discard what was typed",
  "duplicate.back": "Back to the form",
};
