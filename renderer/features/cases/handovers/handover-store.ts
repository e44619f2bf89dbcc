import { create } from "zustand";
import type { HandoverView } from "#shared/contract/handover.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { MINUTE_MS } from "#shared/time/instant.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { followEvents } from "#renderer/host/events.ts";

type HandoverStore = {
  view: HandoverView | null;
  problem: Problem | null;
  busy: boolean;
  read: () => Promise<void>;
  /** True when the host has stored the offer. */
  offer: (of: { applicationId: string; shownVersion: number; toOperatorId: string; note: string }) => Promise<boolean>;
  accept: (id: string) => Promise<void>;
  decline: (id: string, note: string) => Promise<void>;
};

/** The hand-overs that concern the person signed in. */
export const useHandoverStore = create<HandoverStore>()((set, get) => {
  const doing = async (run: () => Promise<HandoverView>): Promise<boolean> => {
    if (get().busy) return false;
    set({ busy: true, problem: null });
    try {
      set({ view: await run() });
      return true;
    } catch (thrown) {
      // Somebody else may have answered: the current list is shown beside the problem.
      const view = await ask("handover.list", {}).catch(() => get().view);
      set({ problem: problemOf(thrown), view });
      return false;
    } finally {
      set({ busy: false });
    }
  };
  return {
    view: null,
    problem: null,
    busy: false,
    read: async () => {
      try {
        set({ view: await ask("handover.list", {}) });
      } catch (thrown) {
        set({ problem: problemOf(thrown) });
      }
    },
    offer: (of) => doing(() => ask("handover.offer", of)),
    accept: async (id) => void (await doing(() => ask("handover.accept", { id }))),
    decline: async (id, note) => void (await doing(() => ask("handover.decline", { id, note }))),
  };
});

/** Keeps the offers fresh on events and every minute, because they also expire. Returns a function that stops it. */
export function followHandovers(): () => void {
  const read = (): void => void useHandoverStore.getState().read();
  useHandoverStore.setState({ problem: null });
  read();
  const timer = setInterval(read, MINUTE_MS);
  const stop = followEvents((event) => {
    if (event.kind === "application.changed") read();
  }, read);
  return () => {
    clearInterval(timer);
    stop();
  };
}
