import type { ActKind } from "../../../shared/act/act.ts";
import type { CaseState } from "../../../shared/act/case-state.ts";
import { unapplied, unconnected, unsigned } from "../../../shared/act/outstanding.ts";

/** What the form of an act may ask for. */
export type ActField = "items" | "reasonForAnother" | "reason" | "on" | "dueOn" | "signedOn" | "utility" | "promisor" | "signer" | "agrees" | "granted" | "text" | "findings" | "facts";

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
  "approval.concluded": ["granted", "on"],
  "construction.started": ["on"],
  "connection.made": ["utility", "on"],
  "case.closed": ["on"],
  "application.refused": ["reason"],
  "application.withdrawn": ["reason"],
};

/** The fields of an act's form; a first supplement notice asks for no reason. */
export const fieldsOf = (kind: ActKind, state: CaseState): ActField[] => FIELDS[kind].filter((field) => field !== "reasonForAnother" || state.notices.length > 0);

/** The utilities for which the act can be done. */
export function utilitiesFor(kind: ActKind, state: CaseState): string[] {
  switch (kind) {
    case "letter.signed":
      return unsigned(state);
    case "approval.applied":
      return unapplied(state);
    case "connection.made":
      return unconnected(state);
    default:
      return state.utilities;
  }
}
