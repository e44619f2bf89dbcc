import type { consent as chinese } from "./texts.zh.ts";

/** Texts of the entry on behalf and its consent. */
export const consent: Record<keyof typeof chinese, string> = {
  "consent.toggle": "On behalf, by telephone",
  "consent.title": "The applicant is not here",
  "consent.cancel": "The applicant is here",
  "consent.channel": "Channel",
  "consent.hint": "The applicant is away and an agent enters this. Record the applicant's consent before acceptance.",
  "consent.phoneHint": "By telephone: the local rules ask for no recorded consent.",
  "consent.instead":
    "The local rules ask for a joint check before acceptance; as the applicant is away, the consent below stands for it, and the record says so.",
  "consent.way": "How the applicant agreed",
  "consent.way.in-person": "in person",
  "consent.way.by-phone": "phone",
  "consent.way.in-writing": "on paper",
  "consent.givenAt": "Agreed at (e.g. 2026-11-20 15:30)",
  "consent.agent": "Agent's name",
  "consent.relation": "Relation to the applicant, or employer",
  "consent.text": "Show or read to the applicant",
  "consent.agree": "Shown or read out, and the applicant agrees",
  "consent.secrecy": "The agent has signed a secrecy agreement",
  "consent.entrusted": "Does the user entrust the utilities?",
  "consent.clause": "{quote} ({clause})",
  "consent.line": "{agent} ({relation}) acted; the applicant agreed {way} on {time}",
  "consent.files": "Signature or scan (optional)",
  "consent.sign": "Sign…",
  "consent.signDone": "Use this signature",
  "consent.scan": "Attach a scan…",
  "consent.file": "File {n} ({kb} KB)",
  "consent.dropFile": "Remove file {n}",
};
