import type { outbox as zh } from "../zh/outbox.ts";

/** The outbox's texts in English. */
export const outbox: Record<keyof typeof zh, string> = {
  "outbox.hold": "Nothing gets through now: {what}",
  "outbox.holdUntil": "Next try {time}. {next}",
  "outbox.state.replaced": "Sent anew",
  "outbox.story.open": "Whole story",
  "outbox.story.made": "made",
  "outbox.story.failed": "did not arrive",
  "outbox.story.set-aside": "set aside",
  "outbox.story.resent": "corrected and sent as a new version",
  "outbox.story.exported": "exported to a sealed file",
  "outbox.story.receipt-imported": "confirmed by a file of receipts",
  "outbox.story.sent": "the centre gave its receipt",
  "outbox.story.replaces": "This entry is sent in the place of one that was set aside.",
  "outbox.story.span": "{from} to {to}, {n} times",
  "outbox.story.key": "key {key} · hash {hash}",
  "outbox.resend.button": "Send corrected",
  "outbox.resend.title": "Send as a new version",
  "outbox.resend.what": "First put the record right under \"Open the application\". A new version is then made of the record as it stands and sent under a new key; the entry that was set aside is kept as it is, and what waits behind it goes on.",
  "outbox.resend.visit": "It is sent again under a new key; the entry that was set aside is kept as it is.",
  "outbox.resend.note": "What was put right, and why it is sent again",
  "outbox.resend.fill": "Say what was put right",
  "outbox.resend.send": "Send again",
  "outbox.resend.cancel": "Cancel",
};
