import { create } from "zustand";
import type { JointCheckView } from "#shared/contract/joint-check.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { focusPath } from "#renderer/form/field-path.ts";
import { focusFirst } from "#renderer/features/intake/accept.ts";
import { showRefused } from "#renderer/features/intake/check-store.ts";
import { cleanBody } from "#renderer/features/intake/clean-body.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";

type JointCheckState = { check: JointCheckView | null; problem: Problem | null };

/** The state of the form's joint check; null if there is none. */
export const useJointCheckStore = create<JointCheckState>()(() => ({ check: null, problem: null }));

/** Moves the keyboard to a field that the applicant has just pointed at, once for each field. */
function goToNew(was: JointCheckView | null, now: JointCheckView | null): void {
  const known = was?.id === now?.id ? (was?.pointed ?? []) : [];
  const fresh = now?.pointed.findLast((path) => !known.includes(path));
  if (fresh !== undefined) requestAnimationFrame(() => focusPath(fresh));
}

function show(check: JointCheckView | null): void {
  const was = useJointCheckStore.getState().check;
  useJointCheckStore.setState({ check });
  goToNew(was, check);
}

/** Shows the current form to the applicant. */
export async function startCheck(): Promise<void> {
  const intake = useIntakeStore.getState();
  if (intake.profile === null) return;
  intake.setTried();
  useJointCheckStore.setState({ problem: null });
  try {
    show(await ask("check.start", { draftId: intake.key, body: cleanBody(intake) }));
  } catch (thrown) {
    const problem = problemOf(thrown);
    useJointCheckStore.setState({ problem });
    if (problem.fields.length === 0) return;
    showRefused(problem.fields);
    requestAnimationFrame(() => focusFirst("problems"));
  }
}

/** Asks whether the check still covers the current form. */
export async function followCheck(): Promise<void> {
  const intake = useIntakeStore.getState();
  if (intake.profile === null) return;
  try {
    const check = await ask("check.follow", { draftId: intake.key, body: cleanBody(intake) });
    if (useIntakeStore.getState().key === intake.key) show(check);
  } catch {
    // Acceptance asks again and shows the reason; typing is not interrupted.
  }
}

/** Removes a form from the applicant's window. */
export async function hideCheck(draftId: string): Promise<void> {
  await ask("check.hide", { draftId }).catch(() => undefined);
}

/** Opens the applicant's window, unless the host opens it itself. */
export async function openApplicantWindow(): Promise<void> {
  try {
    const { address } = await ask("check.openWindow", {});
    if (address !== null) window.open(address, "liandong-applicant", "popup,width=1280,height=760");
  } catch (thrown) {
    useJointCheckStore.setState({ problem: problemOf(thrown) });
  }
}
