import { create } from "zustand";
import type { PublicationView } from "#shared/contract/publications.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { followEvents } from "#renderer/host/events.ts";

type PublicationState = { view: PublicationView | null; problem: Problem | null; read: () => Promise<void> };

/** What the centre published to this hall (发布件). */
export const usePublicationStore = create<PublicationState>()((set) => ({
  view: null,
  problem: null,
  async read() {
    try {
      set({ view: await ask("publication.list", {}), problem: null });
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
    }
  },
}));

/** Keeps the list fresh. Returns a function that stops it. */
export function followPublications(): () => void {
  const { read } = usePublicationStore.getState();
  void read();
  return followEvents(
    (event) => {
      if (event.kind === "publication.changed") void read();
    },
    () => void read(),
  );
}
