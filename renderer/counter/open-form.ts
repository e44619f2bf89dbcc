import type { Problem } from "#shared/problem.ts";
import type { SessionView } from "#shared/contract/calls.ts";
import { useApplicationStore } from "#renderer/features/application/application-store.ts";
import { forgetForm, readParked, saveNow } from "#renderer/features/draft/draft-store.ts";
import { lastForm } from "#renderer/features/draft/last-form.ts";
import { resumeParked } from "#renderer/features/draft/parked.ts";
import { useAcceptStore } from "#renderer/features/intake/accept.ts";
import { useCheckStore } from "#renderer/features/intake/check-store.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { useRouteStore } from "#renderer/features/route/route-store.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";

/** Parks what is on screen and opens a blank form under the hall's rules; null, or what went wrong. */
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

/** Opens the form that was on screen when the page went away, else a blank one. */
export async function openFirstForm(session: SessionView): Promise<Problem | null> {
  const key = lastForm();
  await readParked();
  if (key !== null && (await resumeParked(key))) return null;
  return openBlankForm(session);
}
