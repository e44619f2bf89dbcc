import type { Problem } from "#shared/lib/problem.ts";
import type { SessionView } from "#shared/contract/people.ts";
import { useApplicationStore } from "#renderer/features/records/application-store.ts";
import { forgetForm, readParked, saveNow } from "./drafts/draft-store.ts";
import { lastForm } from "./drafts/draft-store.ts";
import { resumeParked } from "./drafts/parked.ts";
import { useAcceptStore } from "./accept.ts";
import { useCheckStore } from "./check-store.ts";
import { useIntakeStore } from "./intake-store.ts";
import { useRouteStore } from "./route-store.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";

/** Parks the current form and opens a blank one under the hall's rules; returns null or the problem. */
export async function openBlankForm(session: SessionView): Promise<Problem | null> {
  try {
    await saveNow();
    const current = useIntakeStore.getState().rules;
    const profile =
      current?.id === session.hall.profileId ? current : await ask("profile.get", { id: session.hall.profileId });
    forgetForm();
    useCheckStore.setState({ problems: [], warnings: [] });
    useRouteStore.setState({ decisions: [], problem: null });
    useAcceptStore.setState({ problem: null, unprintable: null });
    useIntakeStore.getState().openBlank(profile);
    useApplicationStore.getState().close();
    await readParked();
    return null;
  } catch (thrown) {
    return problemOf(thrown);
  }
}

/** Opens the form that was on screen when the page was closed, else a blank one. */
export async function openFirstForm(session: SessionView): Promise<Problem | null> {
  const key = lastForm();
  if (key !== null && (await resumeParked(key))) return null;
  return openBlankForm(session);
}
