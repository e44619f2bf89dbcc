import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { useApplicationStore } from "#renderer/features/records/application-store.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { forgetForm, readParked, saveNow, useDraftStore } from "./draft-store.ts";
import { putUnderRules } from "./follow-rules.ts";
import { rememberForm } from "./draft-store.ts";

/** Opens a parked visit at the field where it stopped, after saving the current form. False if it is gone. */
export async function resumeParked(id: string): Promise<boolean> {
  await saveNow();
  try {
    const draft = await ask("draft.get", { id });
    const profile = await ask("profile.get", { id: draft.body.profileId });
    forgetForm();
    useIntakeStore.getState().resume(draft, profile);
    rememberForm(draft.id);
    useApplicationStore.getState().close();
    useDraftStore.setState({
      state: "saved",
      savedAt: draft.savedAt,
      problem: null,
      version: draft.version,
      takenFrom: draft.parkedBy === null ? null : { operator: draft.parkedBy, at: draft.savedAt },
    });
    const { profileVersion } = draft.body;
    if (profileVersion !== undefined && profileVersion !== profile.version) putUnderRules(profile, profileVersion);
    return true;
  } catch (thrown) {
    useDraftStore.setState({ problem: problemOf(thrown) });
    return false;
  }
}

/** Discards a parked visit on a person's request. */
export async function discardParked(id: string): Promise<void> {
  try {
    await ask("draft.discard", { id });
    if (useIntakeStore.getState().key === id) {
      const { rules, openBlank } = useIntakeStore.getState();
      forgetForm();
      if (rules !== null) openBlank(rules);
    }
  } catch (thrown) {
    useDraftStore.setState({ problem: problemOf(thrown) });
  }
  await readParked();
}
