import { create } from "zustand";
import type { WindowRoster } from "#shared/contract/roster.ts";
import { ask } from "#renderer/host/host.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { followEvents } from "#renderer/host/events.ts";

type WindowRosterState = { profileId: string; roster: WindowRoster | null };

/** What the roster says to the clerk at this window; null while it is not known, which bars nothing. */
export const useWindowRoster = create<WindowRosterState>()(() => ({ profileId: "", roster: null }));

/** Reads the roster of a locality and keeps it fresh while a form is open; returns the way to stop. */
export function followWindowRoster(profileId: string): () => void {
  let stopped = false;
  if (useWindowRoster.getState().profileId !== profileId) useWindowRoster.setState({ profileId, roster: null });
  const read = (): void => {
    // The tile's mark is a help: the host judges again at acceptance, so a failure here is left to that.
    ask("roster.atWindow", { profileId }).then(
      (roster) => {
        if (!stopped) useWindowRoster.setState({ profileId, roster });
      },
      () => undefined,
    );
  };
  read();
  const stop = followEvents((event) => {
    if (event.kind === "roster.changed") read();
  }, read);
  // A new form may be of a new day.
  const stopForms = useIntakeStore.subscribe((now, was) => {
    if (now.key !== was.key) read();
  });
  return () => {
    stopped = true;
    stopForms();
    stop();
    // The next person to sign in stands otherwise.
    useWindowRoster.setState({ profileId: "", roster: null });
  };
}
