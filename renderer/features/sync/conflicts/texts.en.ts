import type { conflict as zh } from "./texts.zh.ts";

/** Texts of the form that puts together a version that two windows made, in English. */
export const conflict: Record<keyof typeof zh, string> = {
  "conflict.button": "Settle the version conflict",
  "conflict.title": "Settle the version conflict {number}",
  "conflict.what":
    "{window} and this window acted on this application at once; what {window} did reached the centre first. Only what differs is listed: where one side changed it, that side is chosen beforehand; where both did, choose.",
  "conflict.noFields":
    "{window} and this window acted on this application at once; what {window} did reached the centre first. The form is the same on both sides.",
  "conflict.fields": "What differs between the two windows",
  "conflict.field": "Field",
  "conflict.base": "Before both",
  "conflict.mine": "This window",
  "conflict.theirs": "Other window ({window})",
  "conflict.both": "changed on both sides",
  "conflict.blank": "(blank)",
  "conflict.chooseMine": "{field}, as at this window: {value}",
  "conflict.chooseTheirs": "{field}, as at {window}: {value}",
  "conflict.choose": "Choose a side for each field.",
  "conflict.acts": "What else was done",
  "conflict.actsRule":
    "What reached the centre first stands. Of this window's acts those that can still be done go on by themselves; for the others the reason is named. Take back or explain papers that the applicant was given.",
  "conflict.stands": "stands",
  "conflict.again": "goes on",
  "conflict.dropped": "does not go on: {why}",
  "conflict.droppedLine": "{label} did not go on: {why}",
  "conflict.kept":
    "What you choose is sent as a new version on top of the other window's. This window's own entries stay with their story; who chose which side, and when, goes into the audit.",
  "conflict.waiting": "The other window's content has not come yet; it is shown as soon as it does.",
  "conflict.settled":
    "The version conflict is settled and what was chosen waits to be sent. These did not go on; see to them:",
  "conflict.close": "Close",
  "conflict.cancel": "Not now",
  "conflict.send": "Send what is chosen",
};
