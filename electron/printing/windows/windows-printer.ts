import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";
import type { Printer, PrinterState, PrintResult, PrintableDocument } from "#station/printing/printer.ts";
import { FILL, isSlip, PART_FROM_LAST } from "#station/printing/thermal/slip-protocol.ts";
import { asFault } from "#station/printing/printer-fault.ts";
import { makeHelper, type Helper, type HelperAnswer, type HelperWaits } from "./spooler-helper.ts";
import type { HelperCommand } from "./helper-process.ts";
import { PrinterAnswer, SpooledAnswer, type HelperRequest } from "./spooler-helper.ts";
import { printerStateOf } from "./spooler-flags.ts";
import { followWindowsJob, withdraw, type WindowsWatching } from "./windows-job.ts";

/** A printer of Windows by its name there, whether it takes pages or the commands of a slip printer, and every wait. */
export type WindowsOptions = {
  name: string;
  prints: "page" | "slip";
  sides: "one-sided" | "two-sided-long-edge";
  command: HelperCommand;
  waits?: Partial<HelperWaits>;
  watching?: Partial<WindowsWatching>;
};

const WAITS: HelperWaits = { startMs: 60_000, answerMs: 10_000, stallMs: 60_000, idleMs: 60_000 };
const WATCHING: WindowsWatching = {
  everyMs: 500,
  goneMs: 30_000,
  withdrawMs: 4_000,
  pause: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
  now: () => performance.now(),
};

/**
 * Ports behind which no paper comes: Windows asks a person for a file name and waits for ever, or drops everything.
 */
const NO_PAPER = /^(portprompt:|file:|nul:|xpsport:)/i;

const failed = (trouble: PrinterTrouble, again: boolean, detail: string): PrintResult => ({
  outcome: "failed",
  trouble,
  again,
  detail,
});

/** What a refusal of Windows means (winerror.h). */
function refusalOf(code: number): { trouble: PrinterTrouble; again: boolean } {
  switch (code) {
    case 1801: // ERROR_INVALID_PRINTER_NAME
      return { trouble: "not-found", again: false };
    case 1722: // RPC_S_SERVER_UNAVAILABLE: the print spooler service does not run
    case 1905: // ERROR_PRINTER_DELETED
      return { trouble: "stopped", again: true };
    default:
      return { trouble: "refused", again: false };
  }
}

const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString("latin1") === "%PDF-";

/** Why nothing was spooled; null where it was. */
function notSpooled(answer: HelperAnswer<{ kept: boolean }>): PrintResult | null {
  switch (answer.kind) {
    case "said":
      return null;
    case "no-tray":
      return failed("refused", false, `no such tray: ${answer.what}`);
    case "error": {
      const { trouble, again } = refusalOf(answer.code);
      return failed(trouble, again, `${answer.what} ${answer.code}`);
    }
  }
}

/**
 * A printer behind the Windows spooler (Windows 打印机). The queue knows only that the device has the data, so the
 * outcome is at most `sent`.
 */
export function windowsPrinter(options: WindowsOptions): Printer {
  const printer = options.name;
  const watching: WindowsWatching = { ...WATCHING, ...options.watching };
  const helper: Helper = makeHelper(options.command, { ...WAITS, ...options.waits });
  // Whether an earlier slip lies unfinished in the printer, a queue cannot say; after a good one it does not.
  let doubt = true;

  const askState = async (signal: AbortSignal): Promise<PrinterState> => {
    const answer = await helper.ask({ do: "state", printer }, PrinterAnswer, { signal });
    if (answer.kind !== "said")
      return { state: "stopped", troubles: [answer.kind === "error" ? refusalOf(answer.code).trouble : "other"] };
    return NO_PAPER.test(answer.value.port)
      ? { state: "stopped", troubles: ["refused"] }
      : printerStateOf(answer.value);
  };

  /** What speaks against spooling at all; nothing has gone out yet. */
  async function objection(sheet: PrintableDocument, signal: AbortSignal): Promise<PrintResult | null> {
    if (options.prints === "slip" && !isSlip(sheet.bytes))
      return failed("refused", false, "not a slip of ESC/POS commands");
    if (options.prints === "page" && !isPdf(sheet.bytes)) return failed("refused", false, "not a PDF");
    const answer = await helper.ask({ do: "state", printer }, PrinterAnswer, { signal });
    if (answer.kind === "error")
      return failed(refusalOf(answer.code).trouble, refusalOf(answer.code).again, `${answer.what} ${answer.code}`);
    if (answer.kind !== "said") return failed("wrong-answer", false, answer.what);
    if (NO_PAPER.test(answer.value.port))
      return failed("refused", false, `prints to no paper: ${answer.value.port.slice(0, 60)}`);
    const { state, troubles } = printerStateOf(answer.value);
    return state === "stopped" ? failed(troubles[0] ?? "stopped", true, "said by the queue before the data") : null;
  }

  const requestFor = (sheet: PrintableDocument, name: string, bytes: Buffer): HelperRequest =>
    options.prints === "slip"
      ? { do: "raw", printer, name, bytes: bytes.length }
      : {
          do: "pdf",
          printer,
          name,
          bytes: bytes.length,
          fromPage: sheet.fromPage,
          tray: sheet.tray ?? null,
          sides: options.sides,
        };

  /**
   * Spools the document and follows its job. Once the helper has started, or may have unheard, only the queue can say
   * that nothing came.
   */
  async function spool(sheet: PrintableDocument, signal: AbortSignal): Promise<PrintResult> {
    // Short, since a queue may cut a longer one, and of nobody's data.
    const job = { printer, name: `LD-${randomBytes(8).toString("hex")}`, kept: false };
    const bytes = options.prints === "slip" && doubt ? Buffer.concat([FILL, PART_FROM_LAST, sheet.bytes]) : sheet.bytes;
    let hasStarted = false;
    let kept = false;
    const onNote = (): void => {
      hasStarted = true;
    };
    try {
      const answer = await helper.ask(requestFor(sheet, job.name, bytes), SpooledAnswer, {
        signal,
        body: bytes,
        onNote,
      });
      const refused = notSpooled(answer);
      // Where Windows made no job of it, nothing can have come, whatever was begun.
      const isNoJob = answer.kind === "error" && answer.what === "StartDocPrinter";
      if (refused !== null)
        return hasStarted && !isNoJob && refused.outcome === "failed"
          ? await withdraw(helper, job, { trouble: refused.trouble, began: false }, watching.withdrawMs)
          : refused;
      kept = answer.kind === "said" && answer.value.kept;
    } catch (error) {
      const { trouble, detail } = asFault(error);
      // Only a helper that ended by itself surely had not started; one that we ended may have, unheard.
      const isBefore = !hasStarted && (trouble === "connection-lost" || trouble === "no-helper");
      return isBefore
        ? failed("no-helper", true, detail)
        : await withdraw(helper, job, { trouble, began: false }, watching.withdrawMs);
    }
    return followWindowsJob(helper, { ...job, kept }, watching, signal);
  }

  return {
    async status(signal) {
      try {
        return await askState(signal);
      } catch (error) {
        const { trouble } = asFault(error);
        return { state: "stopped", troubles: [trouble === "cancelled" ? "no-answer" : trouble] };
      }
    },
    async print(sheet, signal) {
      try {
        const against = await objection(sheet, signal);
        if (against !== null) return against;
      } catch (error) {
        const { trouble, detail } = asFault(error);
        return failed(trouble === "connection-lost" ? "no-helper" : trouble, true, detail);
      }
      const result = await spool(sheet, signal);
      if (result.outcome !== "failed") doubt = result.outcome === "unconfirmed";
      return result;
    },
  };
}
