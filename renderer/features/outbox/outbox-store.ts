import { create } from "zustand";
import type { OutboxView } from "../../../shared/contract/calls.ts";
import type { Problem } from "../../../shared/problem.ts";
import { ask } from "../../host/host.ts";
import { problemOf } from "../../host/host-problem.ts";

type OutboxState = { view: OutboxView | null; problem: Problem | null; read: () => Promise<void>; retry: () => Promise<void> };

/** What still has to reach the centre (待上报队列). */
export const useOutboxStore = create<OutboxState>()((set) => {
  const take = async (asked: Promise<OutboxView>): Promise<void> => {
    try {
      set({ view: await asked, problem: null });
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
    }
  };
  return { view: null, problem: null, read: () => take(ask("outbox.get", {})), retry: () => take(ask("outbox.retryNow", {})) };
});
