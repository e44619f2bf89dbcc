import { create } from "zustand";
import type { CallInput } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import type { PrinterView } from "#shared/contract/printers.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";

type PrintersState = {
  view: PrinterView | null;
  problem: Problem | null;
  busy: boolean;
  read: () => Promise<void>;
  /** True when the host has stored the change. */
  save: (printer: CallInput<Calls["printer.save"]>["printer"]) => Promise<boolean>;
  retire: (id: string) => Promise<boolean>;
  assign: (assignment: CallInput<Calls["printer.assign"]>) => Promise<boolean>;
};

/** Every printer as the supervisor sets it up (打印机). */
export const usePrintersStore = create<PrintersState>()((set, get) => {
  const change = async (asked: () => Promise<PrinterView>): Promise<boolean> => {
    if (get().busy) return false;
    set({ busy: true, problem: null });
    try {
      set({ view: await asked() });
      return true;
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
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
        set({ view: await ask("printer.list", {}) });
      } catch (thrown) {
        set({ problem: problemOf(thrown) });
      }
    },
    save: (printer) => change(() => ask("printer.save", { printer })),
    retire: (id) => change(() => ask("printer.retire", { id })),
    assign: (assignment) => change(() => ask("printer.assign", assignment)),
  };
});
