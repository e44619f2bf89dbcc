import type { ActKind } from "#shared/case/act.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import { callbacksAfter } from "#shared/case/callback.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { unanswered, unapplied, unconnected, unsigned } from "#shared/case/case-state.ts";

/** What the form of an act may ask for. */
export type ActField =
  | "items"
  | "reasonForAnother"
  | "reason"
  | "on"
  | "dueOn"
  | "signedOn"
  | "utility"
  | "promisor"
  | "responder"
  | "leadUnit"
  | "signer"
  | "agrees"
  | "granted"
  | "conclusionReason"
  | "notInvolved"
  | "text"
  | "findings"
  | "facts"
  | "callbackOn"
  | "details";

const FIELDS: Record<ActKind, readonly ActField[]> = {
  "supplement.requested": ["items", "reasonForAnother"],
  "supplement.received": [],
  "tolerance.granted": ["items", "dueOn"],
  "tolerance.settled": [],
  "tolerance.lapsed": ["reason"],
  "survey.scheduled": ["on"],
  "survey.recorded": ["on", "facts", "findings"],
  "letter.signed": ["utility", "promisor", "signedOn"],
  "approval.applied": ["utility"],
  "opinion.recorded": ["signer", "agrees", "text", "signedOn"],
  "signers.decided": ["notInvolved", "reason"],
  "approval.concluded": ["granted", "conclusionReason", "on"],
  "construction.started": ["on"],
  "connection.made": ["utility", "on", "callbackOn"],
  "case.closed": ["on", "callbackOn"],
  "specialist.responded": ["utility", "responder"],
  "lead.changed": ["leadUnit", "reason"],
  "details.corrected": ["details", "reason"],
  "application.refused": ["reason"],
  "application.withdrawn": ["reason"],
};

/** The fields of an act's form. A first supplement notice needs no reason; without a callback there is no callback day. */
export function fieldsOf(kind: ActKind, state: CaseState, profile: Pick<Profile, "callbacks">): ActField[] {
  return FIELDS[kind].filter((field) => {
    if (field === "reasonForAnother") return state.notices.length > 0;
    return field !== "callbackOn" || callbacksAfter(profile, kind, state).length > 0;
  });
}

/** The utilities for which the act can be done. */
export function utilitiesFor(kind: ActKind, state: CaseState): string[] {
  switch (kind) {
    case "letter.signed":
      return unsigned(state);
    case "approval.applied":
      return unapplied(state);
    case "connection.made":
      return unconnected(state);
    case "specialist.responded":
      return unanswered(state);
    default:
      return state.utilities;
  }
}
