import { create } from "zustand";
import type { Problem } from "#shared/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";

type TestState = {
  problem: Problem | null;
  busy: boolean;
  start: (printerId: string) => Promise<void>;
  answer: (testId: string, passed: boolean) => Promise<void>;
};

/** Test prints asked for and answered on this page; how they stand comes with the printers. */
export const useTestStore = create<TestState>()((set, get) => {
  const tell = async (asked: () => Promise<unknown>): Promise<void> => {
    if (get().busy) return;
    set({ busy: true, problem: null });
    try {
      await asked();
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
    } finally {
      set({ busy: false });
    }
  };
  return {
    problem: null,
    busy: false,
    start: (id) => tell(() => ask("printer.test", { id })),
    answer: (testId, passed) => tell(() => ask("printer.answerTest", { testId, passed, note: "" })),
  };
});
