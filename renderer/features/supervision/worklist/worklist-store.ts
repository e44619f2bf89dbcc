import { create } from "zustand";
import type { WorklistView, WarningLine } from "#shared/contract/worklist.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { MINUTE_MS } from "#shared/time/instant.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { followEvents } from "#renderer/host/events.ts";

type WorklistState = {
  view: WorklistView | null;
  mine: boolean;
  problem: Problem | null;
  read: () => Promise<void>;
  show: (mine: boolean) => void;
  acknowledge: (warning: WarningLine) => Promise<void>;
  acknowledgeMessage: (id: string) => Promise<void>;
};

/** The worklist of the clerk or of the whole hall. */
export const useWorklistStore = create<WorklistState>()((set, get) => ({
  view: null,
  mine: true,
  problem: null,
  read: async () => {
    try {
      set({ view: await ask("worklist.get", { mine: get().mine }), problem: null });
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
    }
  },
  show: (mine) => {
    set({ mine });
    void get().read();
  },
  acknowledgeMessage: async (id) => {
    try {
      await ask("centreMessage.acknowledge", { id });
      await get().read();
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
    }
  },
  acknowledge: async ({ applicationId, deadline, level }) => {
    try {
      await ask("warning.acknowledge", { applicationId, deadline, level });
      await get().read();
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
    }
  },
}));

/** Keeps the worklist fresh on events, on reconnect and every minute. Returns a function that stops it. */
export function followWorklist(): () => void {
  const read = (): void => void useWorklistStore.getState().read();
  read();
  const timer = setInterval(read, MINUTE_MS);
  const stop = followEvents((event) => {
    if (
      event.kind === "application.accepted" ||
      event.kind === "application.changed" ||
      event.kind === "warning.raised" ||
      event.kind === "systemClock.changed"
    )
      read();
  }, read);
  return () => {
    clearInterval(timer);
    stop();
  };
}
