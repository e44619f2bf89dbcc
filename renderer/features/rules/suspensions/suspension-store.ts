import { create } from "zustand";
import type { CallInput } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import type { SuspensionRegister } from "#shared/contract/suspension.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";

type SuspensionState = {
  register: SuspensionRegister | null;
  problem: Problem | null;
  busy: boolean;
  read: (profileId: string) => Promise<void>;
  /** True when the host has stored the step. */
  record: (step: CallInput<Calls["suspension.record"]>) => Promise<boolean>;
  /** True when the host has closed the open step. */
  rectify: (lift: CallInput<Calls["suspension.rectify"]>) => Promise<boolean>;
};

/** The suspension register on the supervisor's screen. */
export const useSuspensionStore = create<SuspensionState>()((set) => {
  const change = async (asked: () => Promise<SuspensionRegister>): Promise<boolean> => {
    set({ busy: true, problem: null });
    try {
      set({ register: await asked(), busy: false });
      return true;
    } catch (thrown) {
      set({ problem: problemOf(thrown), busy: false });
      return false;
    }
  };
  return {
    register: null,
    problem: null,
    busy: false,
    read: async (profileId) => {
      set({ register: null });
      await change(() => ask("suspension.list", { profileId }));
    },
    record: (step) => change(() => ask("suspension.record", step)),
    rectify: (lift) => change(() => ask("suspension.rectify", lift)),
  };
});
