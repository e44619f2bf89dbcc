import { create } from "zustand";
import type { WindowRoster } from "#shared/contract/roster.ts";
import { ask } from "#renderer/host/host.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { followEvents } from "#renderer/host/events.ts";

type WindowRosterState = { profileId: string; roster: WindowRoster | null };

/** The roster for this window; null while unknown, which blocks nothing. */
export const useWindowRoster = create<WindowRosterState>()(() => ({ profileId: "", roster: null }));

/** Keeps a locality's roster fresh while a form is open. Returns a function that stops it. */
export function followWindowRoster(profileId: string): () => void {
  let stopped = false;
  if (useWindowRoster.getState().profileId !== profileId) useWindowRoster.setState({ profileId, roster: null });
  const read = (): void => {
    // The mark is only a help: the host evaluates authority again at acceptance.
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
    // The next operator may have other authorities.
    useWindowRoster.setState({ profileId: "", roster: null });
  };
}
