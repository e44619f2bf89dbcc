import { nextActs } from "#shared/case/act-refusal.ts";
import type { Application } from "#shared/case/application.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import { actLabel, statusLabel } from "#shared/case/case-status.ts";
import type { CaseView } from "#shared/contract/acts.ts";
import type { ShownCase } from "#renderer/features/cases/use-case.ts";
import { readProfile } from "#test/helpers/read-profile.ts";

const accepted: CaseState = {
  status: "accepted",
  utilities: ["water"],
  routes: [],
  facts: [],
  notices: [],
  tolerance: null,
  surveyOn: null,
  letters: [],
  appliedUtilities: [],
  opinions: [],
  connected: [],
  pauses: [],
};

const application: Application = {
  id: "a1",
  profileId: "yunhai",
  profileVersion: 1,
  acceptanceNumber: "YH-20261121-0001",
  status: "accepted",
  content: { utilities: ["water"], channel: "counter", form: {}, outsideLines: [], noOutsideLine: ["water"] },
  routes: [],
  deadlines: [],
  contacts: [],
  dutyHolder: {
    operatorId: "li",
    name: "李明",
    phone: "0700-1234",
    organisation: "水务公司",
    reason: { zh: "受理人", en: "Receiver" },
    clause: "第四条",
  },
  lead: null,
  assignments: [],
  acceptedAt: "2026-11-20T01:00:00.000Z",
  stationId: "s1",
  version: 1,
  hash: "0".repeat(64),
  warnings: [],
  jointCheck: null,
};

type Changes = { state?: Partial<CaseState>; view?: Partial<CaseView>; application?: Partial<Application> };

/** A case as its page shows it to a clerk; the acts offered follow from the state by the real rule. */
export function caseOf(changes: Changes = {}): ShownCase {
  const state = { ...accepted, ...changes.state };
  const view: CaseView = {
    applicationId: "a1",
    version: 1,
    state,
    acts: [],
    handovers: [],
    centreMessages: [],
    next: nextActs(state, "clerk").map((kind) => ({ kind, label: actLabel(kind, state) })),
    status: statusLabel(state.status, state),
    today: "2026-11-21",
    changes: [],
    cannotAct: null,
    lateSigners: null,
    grant: null,
    ...changes.view,
  };
  return { view, application: { ...application, ...changes.application }, profile: readProfile("yunhai") };
}
