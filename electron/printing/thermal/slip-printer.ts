import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";
import { asFault, PrinterFault } from "#station/printing/printer-fault.ts";
import type { Printer, PrinterState, PrintResult } from "#station/printing/printer.ts";
import { type Conversation, converse, type Wire } from "./conversation.ts";
import { FILL, isSlip, PART_FROM_LAST, type SlipLimits } from "./slip-protocol.ts";
import { STATUS_QUESTIONS, stopping, waitsForPerson } from "./status.ts";

/** Small enough that a stalled printer is noticed within a slip. */
const PIECE = 4_096;

async function askAll(talk: Conversation, waitMs: number): Promise<PrinterTrouble[]> {
  const troubles: PrinterTrouble[] = [];
  for (const question of STATUS_QUESTIONS) troubles.push(...(await talk.ask(question, waitMs)));
  return [...new Set(troubles)];
}

function refuseIfStopped(troubles: readonly PrinterTrouble[], when: string): void {
  const trouble = stopping(troubles);
  if (trouble !== null) throw new PrinterFault(trouble, `said by the printer ${when} the data`);
}

/** Whether a promise settles within `ms`, either way. */
async function endsWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const elapsed = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => elapsed.resolve(false), ms);
  const ended = () => true;
  try {
    return await Promise.race([promise.then(ended, ended), elapsed.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Before any data: nothing stops the printer and, where it can say so, it has finished all that came before. */
async function makeSure(talk: Conversation, limits: SlipLimits, doubt: boolean): Promise<void> {
  if (limits.proof === "none") return;
  refuseIfStopped(await askAll(talk, limits.answerMs), "before");
  if (limits.proof === "real-time") return;
  if (doubt) await talk.write(FILL, limits.stallMs);
  try {
    refuseIfStopped(await talk.askBehindData(limits.proof, limits.answerMs), "before");
  } catch (error) {
    const fault = asFault(error);
    // It answers over its work but not in turn: it is still at another job.
    throw fault.trouble === "no-answer" && talk.fault() === null ? new PrinterFault("busy", fault.detail) : fault;
  }
}

/**
 * Waits for the answer behind the data, and asks meanwhile what stops the printer: without paper it never answers.
 */
async function waitUntilPrinted(
  talk: Conversation,
  limits: SlipLimits,
  proof: "process-id" | "paper-status",
): Promise<void> {
  const printed = talk.askBehindData(proof, limits.finishMs);
  while (!(await endsWithin(printed, limits.pollMs))) {
    const first = await talk.ask(1, limits.finishMs);
    // After a stop a person intervened, even if all is well again: a new roll means a slip in two pieces.
    const trouble = first.length === 0 ? null : stopping([...first, ...(await askAll(talk, limits.finishMs))]);
    if (waitsForPerson(trouble)) throw new PrinterFault(trouble, "said by the printer in mid-print");
  }
  refuseIfStopped(await printed, "after");
  // Asked twice, so that one stray byte does not count as the answer, and paper may end with the last line.
  if (proof === "paper-status") {
    refuseIfStopped(await talk.askBehindData(proof, limits.answerMs), "after");
    refuseIfStopped(await askAll(talk, limits.answerMs), "after");
  }
}

async function finish(talk: Conversation, limits: SlipLimits): Promise<PrintResult> {
  switch (limits.proof) {
    case "process-id":
    case "paper-status":
      await waitUntilPrinted(talk, limits, limits.proof);
      return { outcome: "device-confirmed" };
    case "real-time":
      refuseIfStopped(await askAll(talk, limits.finishMs), "after");
      return { outcome: "sent" };
    case "none":
      return { outcome: "sent" };
  }
}

/** Leads one conversation from the open line to its end; the line is let go in every case. */
async function withLine<T>(
  wire: Wire,
  closeMs: number,
  signal: AbortSignal,
  act: (talk: Conversation) => Promise<T>,
): Promise<{ value: T; after: PrinterFault | null }> {
  const talk = converse(wire);
  const cancel = () => talk.stop(new PrinterFault("cancelled", "the program gave it up"));
  signal.addEventListener("abort", cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    const value = await act(talk);
    await wire.end(closeMs);
    const fault = talk.fault();
    return { value, after: fault?.trouble === "wrong-answer" ? fault : null };
  } catch (error) {
    wire.drop();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

/**
 * Prints one slip. Nothing is ever sent twice: once a byte may have gone out, the printer decides or it is
 * `unconfirmed`. `doubt` says that an earlier job may lie unfinished in the printer.
 */
async function printSlip(
  open: () => Promise<Wire>,
  { slip, doubt }: { slip: Buffer; doubt: boolean },
  limits: SlipLimits,
  signal: AbortSignal,
): Promise<PrintResult> {
  let begun = false;
  try {
    const { value, after } = await withLine(await open(), limits.closeMs, signal, async (talk) => {
      await makeSure(talk, limits, doubt);
      const whole = doubt
        ? Buffer.concat([
            ...(limits.proof === "real-time" || limits.proof === "none" ? [FILL] : []),
            PART_FROM_LAST,
            slip,
          ])
        : slip;
      const fault = talk.fault();
      if (fault !== null) throw fault;
      begun = true;
      for (let at = 0; at < whole.length; at += PIECE) await talk.write(whole.subarray(at, at + PIECE), limits.stallMs);
      return finish(talk, limits);
    });
    // A second answer after the last one: the line, or the printer, took the job twice.
    return after === null
      ? value
      : { outcome: "unconfirmed", trouble: after.trouble, pages: null, detail: after.detail };
  } catch (error) {
    const { trouble, detail } = asFault(error);
    if (begun) return { outcome: "unconfirmed", trouble, pages: null, detail };
    return {
      outcome: "failed",
      trouble: trouble === "connection-lost" ? "offline" : trouble,
      again: trouble !== "refused",
      detail,
    };
  }
}

/** What the printer says of itself now. */
async function askState(open: () => Promise<Wire>, limits: SlipLimits, signal: AbortSignal): Promise<PrinterState> {
  if (limits.proof === "none") return { state: "unknown", troubles: [] };
  try {
    const { value: troubles } = await withLine(await open(), limits.closeMs, signal, (talk) =>
      askAll(talk, limits.answerMs),
    );
    if (stopping(troubles) !== null) return { state: "stopped", troubles };
    return { state: troubles.length > 0 ? "attention" : "ready", troubles };
  } catch (error) {
    const { trouble } = asFault(error);
    return { state: "stopped", troubles: [trouble === "connection-lost" ? "offline" : trouble] };
  }
}

/** A slip printer over any line: one job at a time, since the line is one. */
export function slipPrinter(open: (signal: AbortSignal) => Promise<Wire>, limits: SlipLimits): Printer {
  // Nobody knows what lies in the printer from before the program started.
  let doubt = true;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const mine = turn.then(act, act);
    turn = mine;
    return mine;
  };

  /** A stalled printer cannot say why on a line that is full; asked again, it often can. */
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
        const result = await printSlip(() => open(signal), { slip: sheet.bytes, doubt }, limits, signal);
        if (result.outcome !== "failed") doubt = result.outcome === "unconfirmed";
        return named(result, signal);
      }),
    status: (signal) => inTurn(() => askState(() => open(signal), limits, signal)),
  };
}
