import { create } from "zustand";
import type { AmbiguityLine } from "#shared/contract/calls.ts";
import type { Problem } from "#shared/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";

type ReadingsState = {
  lines: AmbiguityLine[] | null;
  problem: Problem | null;
  read: (profileId: string) => Promise<void>;
  /** True when the host has kept the reading. */
  record: (line: AmbiguityLine, reading: string, note: string) => Promise<boolean>;
};

/** What the local rules leave open, and how the supervisor reads it. */
export const useReadingsStore = create<ReadingsState>()((set) => ({
  lines: null,
  problem: null,
  read: async (profileId) => {
    set({ lines: null, problem: null });
    try {
      set({ lines: await ask("reading.list", { profileId }) });
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
    }
  },
  record: async (line, reading, note) => {
    try {
      set({
        lines: await ask("reading.record", { profileId: line.profileId, ambiguity: line.id, reading, note }),
        problem: null,
      });
      return true;
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
      return false;
    }
  },
}));
