import type { handover as zh } from "./texts.zh.ts";

/** The texts of handing an application over, in English. */
export const handover: Record<keyof typeof zh, string> = {
  "handover.title": "Hand-over",
  "handover.incoming": "Waiting for me",
  "handover.outgoing": "Offered by me",
  "handover.others": "Others' hand-overs",
  "handover.fromTo": "{from} → {to}",
  "handover.until": "to be accepted by {time}, else it returns",
  "handover.said": "Note: {note}",
  "handover.answered": "Answer: {note}",
  "handover.accept": "Accept",
  "handover.acceptOf": "Accept {number}",
  "handover.decline": "Decline",
  "handover.withdraw": "Take back",
  "handover.why": "Why (may stay blank)",
  "handover.state.offered": "waiting",
  "handover.state.accepted": "accepted",
  "handover.state.declined": "declined; the giver still answers",
  "handover.state.withdrawn": "taken back",
  "handover.state.returned": "ran out and returned; the giver still answers",
  "handover.open": "Hand over to a colleague…",
  "handover.to": "Hand over to",
  "handover.choose": "Choose",
  "handover.note": "Note (may stay blank)",
  "handover.offer": "Offer",
  "handover.given":
    "Offered to {name}; {holder} answers until it is accepted. Reprint the voucher afterwards if it is wanted.",
};
