import { asFault, type PrinterFault } from "#station/printing/printer-fault.ts";
import { helperCommand } from "./helper-process.ts";
import type { HelperCommand } from "./helper-process.ts";
import { ListAnswer } from "./spooler-helper.ts";
import { makeHelper } from "./spooler-helper.ts";

/** How long an administrator waits for the helper, in milliseconds: it compiles its calls when it starts. */
const WAITS = { startMs: 60_000, answerMs: 10_000, stallMs: 10_000, idleMs: 100 };

/** The printers of Windows by the names that the settings ask for, or why the helper does not say. */
export async function listWindowsPrinters(
  command: HelperCommand = helperCommand(),
): Promise<{ names: string[] } | { fault: PrinterFault }> {
  try {
    const answer = await makeHelper(command, WAITS).ask({ do: "list" }, ListAnswer, {
      signal: AbortSignal.timeout(WAITS.startMs + WAITS.answerMs),
    });
    return answer.kind === "said"
      ? { names: answer.value.printers }
      : { fault: asFault(new Error(answer.what), "no-helper") };
  } catch (error) {
    return { fault: asFault(error) };
  }
}
