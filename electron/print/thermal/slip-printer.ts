import type { Printer, PrintResult } from "#station/print/printer.ts";
import { isSlip } from "./part-from-last.ts";
import { askState, printSlip } from "./print-slip.ts";
import type { SlipLimits } from "./slip-limits.ts";
import { stopping } from "./status-troubles.ts";
import type { Wire } from "./wire.ts";

/** A slip printer over any line: one job at a time, since the line is one. */
export function slipPrinter(open: (signal: AbortSignal) => Promise<Wire>, limits: SlipLimits): Printer {
  // What lies in the printer from before the program started, nobody knows.
  let doubt = true;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const mine = turn.then(act, act);
    turn = mine;
    return mine;
  };

  /** A printer that only stalled cannot say why on a line that is full; asked anew, it often can. */
  const named = async (result: PrintResult, signal: AbortSignal): Promise<PrintResult> => {
    if (result.outcome !== "unconfirmed" || (result.trouble !== "no-answer" && result.trouble !== "connection-lost"))
      return result;
    const { troubles } = await askState(() => open(signal), limits, signal);
    const trouble = stopping(troubles);
    return trouble === null || trouble === "offline" || trouble === "no-answer" ? result : { ...result, trouble };
  };

  return {
    print: (sheet, signal) =>
      inTurn(async () => {
        if (!isSlip(sheet.bytes))
          return { outcome: "failed", trouble: "refused", again: false, detail: "not a slip of ESC/POS commands" };
        const result = await printSlip(() => open(signal), sheet.bytes, limits, doubt, signal);
        if (result.outcome !== "failed") doubt = result.outcome === "unconfirmed";
        return named(result, signal);
      }),
    status: (signal) => inTurn(() => askState(() => open(signal), limits, signal)),
  };
}
