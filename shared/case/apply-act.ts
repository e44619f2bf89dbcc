import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { OutsideLine } from "#shared/profile/outside-line.ts";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { Act } from "./act.ts";
import type { CaseState, SignedLetter } from "./case-state.ts";
import type { CaseStatus } from "./case-status.ts";
import { ungranted, unsigned } from "./case-state.ts";

type Survey = Extract<Act, { kind: "survey.recorded" }>;

/** Decides routes again from measured facts, under the case's own profile. */
export type Decide = (facts: OutsideLine[]) => RouteDecision[];

/** An application as it was accepted, before any act. */
export const acceptedState = (
  utilities: string[],
  routes: RouteDecision[],
  facts: OutsideLine[],
  begins: Pick<CaseState, "dispatches" | "lead" | "change"> = {},
): CaseState => ({
  ...begins,
  status: "accepted",
  utilities,
  routes,
  facts,
  notices: [],
  tolerance: null,
  surveyOn: null,
  letters: [],
  appliedUtilities: [],
  grantedUtilities: [],
  opinions: [],
  connected: [],
  pauses: [],
});

/** `cleared` once every approval is granted and every letter is signed. */
function statusOf(state: CaseState): CaseStatus {
  const open = ungranted(state);
  if (open.length > 0)
    return open.every((utility) => state.appliedUtilities.includes(utility)) ? "approving" : "accepted";
  return unsigned(state).length === 0 ? "cleared" : "accepted";
}

const MEASURED_OTHERWISE: Bilingual = bilingual(
  "按踏勘实测结果重新判定，这项外线工程不再适用该告知承诺书",
  "decided again from the measured facts, the outside line no longer goes with this letter",
);

function voidLetters(letters: SignedLetter[], routes: RouteDecision[], at: Instant): SignedLetter[] {
  const allowed = new Set(routes.filter((route) => route.letter).map((route) => route.utility));
  return letters.map((letter) =>
    letter.voided === null && !allowed.has(letter.utility)
      ? { ...letter, voided: { at, why: MEASURED_OTHERWISE.zh } }
      : letter,
  );
}

function measured(state: CaseState, { facts, noOutsideLine = [] }: Survey, at: Instant, decide: Decide): CaseState {
  const found = new Set([...facts.map((line) => line.utility), ...noOutsideLine]);
  const merged = [...state.facts.filter((line) => !found.has(line.utility)), ...facts];
  const routes = decide(merged);
  const next = { ...state, facts: merged, routes, letters: voidLetters(state.letters, routes, at) };
  return { ...next, status: statusOf(next) };
}

/**
 * The act with which the lead begins to lead. From then on the other units act on its invitation, and the lead is
 * locked (首发派出后锁定). The rules have the first receiver organise 联合踏勘、并联审批 and 发起并联审批建议, so the first survey or
 * application for approval counts.
 */
const FIRST_SENT_OUT: ReadonlySet<Act["kind"]> = new Set(["survey.scheduled", "survey.recorded", "approval.applied"]);

const withLeadLocked = (state: CaseState, act: Act): CaseState =>
  state.lead === undefined || !FIRST_SENT_OUT.has(act.kind)
    ? state
    : { ...state, lead: { ...state.lead, isLocked: true } };

function withNotInvolved({ notInvolved: _before, ...state }: CaseState, notInvolved: string[]): CaseState {
  return notInvolved.length === 0 ? state : { ...state, notInvolved };
}

/** The state after one act, which must have passed `refusalOf` before. */
export const applyAct = (state: CaseState, act: Act, at: Instant, decide: Decide): CaseState =>
  withLeadLocked(changed(state, act, at, decide), act);

function changed(state: CaseState, act: Act, at: Instant, decide: Decide): CaseState {
  switch (act.kind) {
    case "supplement.requested":
      return {
        ...state,
        status: "supplementing",
        notices: [...state.notices, { items: act.items, at, reasonForAnother: act.reasonForAnother }],
        pauses: [...state.pauses, { from: at, to: null, reason: "supplement" }],
      };
    case "supplement.received":
      return {
        ...state,
        status: "accepted",
        pauses: state.pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause)),
      };
    case "tolerance.granted":
      return { ...state, tolerance: { items: act.items, grantedAt: at, dueOn: act.dueOn, ended: null } };
    case "tolerance.settled":
    case "tolerance.lapsed":
      return {
        ...state,
        tolerance: state.tolerance && {
          ...state.tolerance,
          ended: act.kind === "tolerance.settled" ? "settled" : "lapsed",
        },
      };
    case "survey.scheduled":
      return { ...state, surveyOn: act.on };
    case "survey.recorded":
      return measured({ ...state, surveyOn: act.on }, act, at, decide);
    case "letter.signed": {
      const next = {
        ...state,
        letters: [
          ...state.letters,
          { utility: act.utility, promisor: act.promisor, signedOn: act.signedOn, voided: null },
        ],
      };
      return { ...next, status: statusOf(next) };
    }
    case "approval.applied": {
      // A new round starts with an empty sheet; earlier opinions stay in the acts.
      const opinions = state.status === "approving" ? state.opinions : [];
      const notInvolved = state.status === "approving" ? (state.notInvolved ?? []) : [];
      const next = withNotInvolved(
        { ...state, opinions, appliedUtilities: [...state.appliedUtilities, act.utility] },
        notInvolved,
      );
      return { ...next, status: statusOf(next) };
    }
    case "opinion.recorded": {
      const { kind: _kind, ...opinion } = act;
      const opinions = [...state.opinions.filter(({ signer }) => signer !== act.signer), opinion];
      // A department that gives its opinion is involved after all.
      return withNotInvolved(
        { ...state, opinions },
        (state.notInvolved ?? []).filter((signer) => signer !== act.signer),
      );
    }
    case "signers.decided":
      return withNotInvolved(state, act.notInvolved);
    case "approval.concluded": {
      const granted = state.grantedUtilities ?? [];
      // What was refused may be applied for again; what was granted stays granted.
      const next = act.granted
        ? { ...state, grantedUtilities: state.appliedUtilities }
        : { ...state, appliedUtilities: granted };
      return { ...next, status: statusOf(next) };
    }
    case "construction.started":
      return { ...state, status: "constructing" };
    case "connection.made": {
      const connected = [...state.connected, { utility: act.utility, on: act.on }];
      return {
        ...state,
        connected,
        status: state.utilities.every((utility) => connected.some((done) => done.utility === utility))
          ? "connected"
          : state.status,
      };
    }
    case "details.corrected":
      // A correction changes the record's content, not the state of the case.
      return state;
    case "case.closed":
      return { ...state, status: "closed" };
    case "specialist.responded":
      return {
        ...state,
        dispatches: (state.dispatches ?? []).map((sent) =>
          sent.utility === act.utility ? { ...sent, response: { at, by: act.responder } } : sent,
        ),
      };
    case "lead.changed":
      return { ...state, lead: { utility: act.utility, isLocked: false } };
    case "application.refused":
      return { ...state, status: "refused" };
    case "application.withdrawn":
      return { ...state, status: "withdrawn" };
  }
}
