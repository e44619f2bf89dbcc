import { create } from "zustand";
import type { ApplicationLine } from "#shared/case/application.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";

type TodayState = { lines: ApplicationLine[]; problem: Problem | null; read: () => Promise<void> };

/** What was accepted today. */
export const useTodayStore = create<TodayState>()((set) => ({
  lines: [],
  problem: null,
  read: async () => {
    try {
      set({ lines: await ask("application.listDay", { on: null }), problem: null });
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
    }
  },
}));
