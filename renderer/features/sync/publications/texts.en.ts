import type { publication as zh } from "./texts.zh.ts";

/** The texts about what the centre publishes, in English. */
export const publication: Record<keyof typeof zh, string> = {
  "publication.title": "Rules, calendars and rosters published by the centre",
  "publication.intro":
    "Rules and calendars that a trusted key has signed, that are newer and pass their own examples are taken into use by themselves; a roster as it comes, after this hall's own entries. The rest is not taken into use and stands here with the reason; what is in force stays so.",
  "publication.state.offered": "To be fetched",
  "publication.state.waiting": "Waiting for its day",
  "publication.state.in-force": "In force",
  "publication.state.replaced": "Replaced",
  "publication.state.set-aside": "Not in use",
  "publication.from": "from {day}",
  "publication.faults": "{n} fault(s)",
  "publication.badge": "{n} publication(s) not in use",
};
