import { create } from "zustand";
import type { CallInput } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import type { RosterView } from "#shared/contract/roster.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";

type Change = "roster.grant" | "roster.appoint" | "roster.setAway" | "roster.end" | "roster.setWindow";

type RosterState = {
  roster: RosterView | null;
  problem: Problem | null;
  busy: boolean;
  read: (profileId: string) => Promise<void>;
  /** Reads the roster again; the old one stays on screen until then. */
  refresh: (profileId: string) => Promise<void>;
  /** True when the host has stored the entry. */
  change: <Name extends Change>(name: Name, input: CallInput<Calls[Name]>) => Promise<boolean>;
};

/** The roster on the supervisor's screen. */
export const useRosterStore = create<RosterState>()((set) => {
  const keep = async (asked: () => Promise<RosterView>): Promise<boolean> => {
    set({ busy: true, problem: null });
    try {
      set({ roster: await asked(), busy: false });
      return true;
    } catch (thrown) {
      set({ problem: problemOf(thrown), busy: false });
      return false;
    }
  };
  return {
    roster: null,
    problem: null,
    busy: false,
    read: async (profileId) => {
      set({ roster: null });
      await keep(() => ask("roster.get", { profileId }));
    },
    refresh: async (profileId) => {
      try {
        set({ roster: await ask("roster.get", { profileId }) });
      } catch (thrown) {
        set({ problem: problemOf(thrown) });
      }
    },
    change: (name, input) => keep(() => ask(name, input)),
  };
});
