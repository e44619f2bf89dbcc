import type { publication as zh } from "../zh/publication.ts";

/** The texts about what the centre publishes, in English. */
export const publication: Record<keyof typeof zh, string> = {
  "publication.title": "Rules and calendars published by the centre",
  "publication.intro": "What a trusted key has signed, is newer and passes its own examples is taken into use by itself; the rest is set aside, and what is in force stays so.",
  "publication.state.offered": "To be fetched",
  "publication.state.waiting": "Waiting for its day",
  "publication.state.in-force": "In force",
  "publication.state.replaced": "Replaced",
  "publication.state.set-aside": "Not in use",
  "publication.from": "from {day}",
  "publication.faults": "{n} fault(s)",
  "publication.badge": "{n} publication(s) not in use",
};
