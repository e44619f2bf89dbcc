import { create } from "zustand";
import type { DraftBody } from "#shared/case/draft-body.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import { cleanBody, pagePath } from "#renderer/features/intake/clean-body.ts";
import { HostProblem, problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";
import { forgetAnswers } from "#renderer/host/stale-reads.ts";
import { resetDisplay } from "./kiosk-display.ts";
import { useVisitStore, type Visit } from "./visit-store.ts";

/** The content that is checked and submitted, without outside lines: all their facts count as not measured. */
const visitBody = (visit: Visit): DraftBody => ({
  ...cleanBody({
    key: visit.key,
    profile: visit.profile,
    utilities: visit.utilities,
    form: visit.form,
    lines: {},
    at: null,
    touched: {},
    tried: false,
    outage: null,
    lead: null,
    rules: visit.profile,
    service: null,
    previousApplication: "",
    channel: "kiosk",
    consent: null,
  }),
});

const onPage = (fields: FieldProblem[]): FieldProblem[] =>
  fields.map((field) => ({ ...field, path: pagePath(field.path, []) }));

/** Begins a visit under the hall's local rules. */
export async function beginVisit(profileId: string): Promise<void> {
  const { key, patch } = useVisitStore.getState();
  patch(key, { busy: true, problem: null });
  try {
    patch(key, { profile: await ask("profile.get", { id: profileId }), screen: "choose", busy: false });
  } catch (thrown) {
    patch(key, { problem: problemOf(thrown), busy: false });
  }
}

/** Asks the host to check the answers; null if it cannot be reached. */
export async function checkVisit(): Promise<FieldProblem[] | null> {
  const visit = useVisitStore.getState();
  if (visit.profile === null) return null;
  try {
    const { problems, warnings } = await ask("intake.check", { body: visitBody(visit) });
    const found = onPage(problems);
    visit.patch(visit.key, { problems: found, warnings: onPage(warnings), problem: null });
    return found;
  } catch (thrown) {
    visit.patch(visit.key, { problem: problemOf(thrown) });
    return null;
  }
}

/** Puts the answers under rules published during the visit and says so; the next try uses them. */
async function underRulesInForce({ profile, utilities }: Visit): Promise<Partial<Visit>> {
  const rules = profile === null ? null : await ask("profile.get", { id: profile.id }).catch(() => null);
  return rules === null
    ? {}
    : { profile: rules, utilities: utilities.filter((id) => rules.utilities.some((utility) => utility.id === id)) };
}

/** Submissions that the host has not answered yet. */
const underWay = new Set<Promise<unknown>>();

/** Submits a visit; kept as under way until the host has answered. */
async function submit(visit: Visit) {
  const asked = ask("application.submit", { key: visit.key, body: visitBody(visit) });
  underWay.add(asked);
  try {
    return await asked;
  } finally {
    underWay.delete(asked);
  }
}

/** Submits the visit; a failure keeps every answer, and the key makes a second try harmless. */
export async function submitVisit(): Promise<void> {
  const visit = useVisitStore.getState();
  if (visit.busy) return;
  visit.patch(visit.key, { busy: true, problem: null });
  try {
    const answer = await submit(visit);
    if (answer.kind === "accepted")
      visit.patch(visit.key, { application: answer.application, screen: "done", busy: false, problems: [] });
    if (answer.kind === "problems")
      visit.patch(visit.key, { problem: answer.problem, problems: onPage(answer.problem.fields), busy: false });
    if (answer.kind === "duplicates") throw new Error("a kiosk is never asked about duplicates");
  } catch (thrown) {
    const problem = problemOf(thrown);
    const fields = thrown instanceof HostProblem ? onPage(thrown.problem.fields) : [];
    visit.patch(visit.key, {
      problem,
      problems: fields,
      busy: false,
      ...(problem.code === "rules-changed" ? await underRulesInForce(visit) : {}),
    });
  }
}

/** Whether the host has forgotten the last visit; only then does the kiosk open again. */
export const useWipeStore = create<{ host: "wiped" | "wiping" | "failed" }>()(() => ({ host: "wiping" }));

let wipes = 0;

/** Clears the visit on the host; the page's memory is already clear. */
export async function wipeHost(): Promise<void> {
  wipes += 1;
  const wipe = wipes;
  // Only the newest wipe opens the kiosk: an older one may be answered before a later visit is wiped.
  const note = (host: "wiped" | "failed"): void => {
    if (wipe === wipes) useWipeStore.setState({ host });
  };
  // A submission that reached the host after the wipe would leave its application to the next visit.
  await Promise.allSettled(underWay);
  try {
    await ask("session.startKiosk", {});
    note("wiped");
  } catch {
    // The reason does not help a visitor: the kiosk stays closed and tries again.
    note("failed");
  }
}

/** Clears all of the visit that the page holds. */
export function clearPage(): void {
  useVisitStore.getState().drop();
  forgetAnswers();
  resetDisplay();
}

/**
 * Ends the visit, whatever ended it: clears the page's memory at once; then the host forgets the application and holds
 * its slip.
 */
export function wipeVisit(): void {
  clearPage();
  useWipeStore.setState({ host: "wiping" });
  void wipeHost();
}
