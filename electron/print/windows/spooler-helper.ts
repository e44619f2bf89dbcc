import type { z } from "zod";
import { asFault, PrinterFault } from "#station/print/thermal/printer-fault.ts";
import { startHelper, type HelperCommand, type HelperProcess } from "./helper-process.ts";
import { asciiJson, Fault, Note, Ready, Refusal, type HelperRequest } from "./helper-words.ts";

/** How long things may take, in milliseconds: starting, one answer, the silence between two notes of a print; and how long an idle helper is kept. */
export type HelperWaits = { startMs: number; answerMs: number; stallMs: number; idleMs: number };

/** The answer to a request: what was asked for, what Windows refused by its own number, or a tray that is not there. */
export type HelperAnswer<T> =
  | { kind: "said"; value: T }
  | { kind: "error"; code: number; what: string }
  | { kind: "no-tray"; what: string };

/** What goes with a request; a note is told as soon as it comes: from the first on, paper may come. */
export type HelperAsk = { signal: AbortSignal; body?: Buffer; onNote?: () => void };

/** The helper at the Windows spooler, started when it is first asked and again after it broke; one request at a time. */
export type Helper = {
  /** Throws a `PrinterFault` where the helper broke, lied, or was hung up on; it has been ended then. */
  ask: <T>(request: HelperRequest, shape: z.ZodType<T>, how: HelperAsk) => Promise<HelperAnswer<T>>;
};

/** More notes than any document has pages. */
const NOTES = 5_000;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

const idOf = (said: unknown): unknown => (typeof said === "object" && said !== null && "id" in said ? said.id : null);
const nonsense = (text: string): PrinterFault =>
  new PrinterFault("wrong-answer", `the helper said ${JSON.stringify(text.slice(0, 60))}`);

/** Makes a helper; nothing is started yet. */
export function makeHelper(command: HelperCommand, waits: HelperWaits): Helper {
  let running: { process: HelperProcess; ready: Promise<void> } | null = null;
  let idle: NodeJS.Timeout | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let lastId = 0;

  function started(): { process: HelperProcess; ready: Promise<void> } {
    if (running !== null && running.process.fault() === null) return running;
    const process = startHelper(command);
    const ready = process.line(waits.startMs).then(
      (line) => {
        if (!Ready.safeParse(parsed(line)).success) process.drop(nonsense(line));
      },
      (error: unknown) => process.drop(new PrinterFault("no-helper", asFault(error).detail)),
    );
    running = { process, ready };
    return running;
  }

  function letGo(process: HelperProcess): void {
    running = null;
    process.end();
    setTimeout(() => process.drop(new PrinterFault("no-answer", "the helper did not end")), waits.answerMs).unref();
  }

  function broken(process: HelperProcess, fault: PrinterFault): PrinterFault {
    process.drop(fault);
    return process.fault() ?? fault;
  }

  async function talk<T>(
    process: HelperProcess,
    request: HelperRequest,
    shape: z.ZodType<T>,
    how: HelperAsk,
  ): Promise<HelperAnswer<T>> {
    if (process.hasSpoken()) throw broken(process, new PrinterFault("wrong-answer", "the helper spoke unasked"));
    lastId += 1;
    const id = lastId;
    process.write(asciiJson({ ...request, id }), how.body ?? null);
    const waitMs = how.body === undefined ? waits.answerMs : waits.stallMs;
    for (let notes = 0; notes < NOTES; notes += 1) {
      const line = await process.line(waitMs);
      const said = parsed(line);
      if (idOf(said) !== id) throw broken(process, nonsense(line));
      const note = Note.safeParse(said);
      if (note.success) {
        how.onNote?.();
        continue;
      }
      const fault = Fault.safeParse(said);
      if (fault.success) return { kind: "error", code: fault.data.error, what: fault.data.what.slice(0, 200) };
      const refusal = Refusal.safeParse(said);
      if (refusal.success) return { kind: "no-tray", what: refusal.data.what.slice(0, 300) };
      const value = shape.safeParse(said);
      if (!value.success) throw broken(process, nonsense(line));
      return { kind: "said", value: value.data };
    }
    throw broken(process, new PrinterFault("wrong-answer", "the helper counts pages without end"));
  }

  /** What was hung up on in mid-request would answer the next one: such a helper is ended. One that only starts slowly is left to it. */
  async function ask<T>(request: HelperRequest, shape: z.ZodType<T>, how: HelperAsk): Promise<HelperAnswer<T>> {
    if (idle !== null) clearTimeout(idle);
    const { process, ready } = started();
    const hungUp = Promise.withResolvers<never>();
    hungUp.promise.catch(() => undefined);
    let isReady = false;
    const hangUp = (): void => {
      const fault = new PrinterFault("cancelled", "the program gave it up");
      if (isReady) process.drop(fault);
      hungUp.reject(fault);
    };
    how.signal.addEventListener("abort", hangUp, { once: true });
    if (how.signal.aborted) hangUp();
    try {
      await Promise.race([ready, hungUp.promise]);
      isReady = true;
      const fault = process.fault();
      if (fault !== null) throw fault;
      return await talk(process, request, shape, how);
    } finally {
      how.signal.removeEventListener("abort", hangUp);
      idle = setTimeout(() => letGo(process), waits.idleMs);
      idle.unref();
    }
  }

  return {
    ask(request, shape, how) {
      const mine = turn.then(() => ask(request, shape, how));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}
