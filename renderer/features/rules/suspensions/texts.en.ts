import type { suspension as chinese } from "./texts.zh.ts";

/** The suspension register in English. */
export const suspension: Record<keyof typeof chinese, string> = {
  "supervisor.suspensions": "Suspensions",
  "suspension.title": "Register of broken commitments",
  "suspension.noRule": "The paper has no rule of suspension.",
  "suspension.intro":
    "A record bears on decisions from now on, not on those already made: no commitment for work on a day within a suspension.",
  "suspension.none": "Nothing on record.",
  "suspension.utility": "Utility",
  "suspension.step": "Step",
  "suspension.order": "Order number",
  "suspension.time": "From and to",
  "suspension.state": "State",
  "suspension.from": "Runs from",
  "suspension.note": "Why",
  "suspension.endsOn": "until {date}",
  "suspension.openEnd": "until put right",
  "suspension.inForce": "Suspended",
  "suspension.open": "not yet put right",
  "suspension.rectified": "put right {date}, {document} ({by})",
  "suspension.record": "Record a step",
  "suspension.keep": "Record",
  "suspension.rectify": "Confirm: put right",
  "suspension.rectifyNote": "A suspension ends on the later of its months and the day things were put right.",
  "suspension.rectifyPlain": "The paper counts months only; putting things right does not change the end.",
  "suspension.nothingOpen": "No utility has anything to put right.",
  "suspension.rectifiedOn": "Put right on",
  "suspension.document": "Confirming document",
  "suspension.confirm": "Confirm",
  "suspension.fill": "Fill this in.",
};
