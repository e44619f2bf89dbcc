import type { CallInput } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import { ask } from "#renderer/host/host.ts";
import { keepAnswer } from "#renderer/host/query.ts";
import { type Acting, useAct } from "#renderer/host/use-act.ts";

type Change = "printer.save" | "printer.retire" | "printer.assign";

/** Changes of the printers, one at a time. */
export type PrinterActing = Pick<Acting, "busy" | "problem"> & {
  /** True when the host has stored the change. */
  change: <Name extends Change>(name: Name, input: CallInput<Calls[Name]>) => Promise<boolean>;
};

/** Changes the hall's printers; each change answers with all of them. */
export function usePrinterAct(): PrinterActing {
  const { busy, problem, run } = useAct();
  return {
    busy,
    problem,
    change: (name, input) => run(async () => keepAnswer<"printer.list">("printer.list", {}, await ask(name, input))),
  };
}
