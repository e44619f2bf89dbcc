import { z } from "zod";
import { asFault, PrinterFault } from "#station/printing/printer-fault.ts";
import { type HelperCommand, type HelperProcess, startHelper } from "./helper-process.ts";

/** What the helper is asked (resources/windows/spooler.ps1); `bytes` says how many bytes of the document follow the line. */
export type HelperRequest =
  | { do: "list" }
  | { do: "state"; printer: string }
  | { do: "raw"; printer: string; name: string; bytes: number }
  | { do: "pdf"; printer: string; name: string; bytes: number; fromPage: number; tray: string | null; sides: string }
  | { do: "job"; printer: string; name: string }
  | { do: "control"; printer: string; name: string; command: "pause" | "delete" | "release" };

const Flags = z.int().min(0).max(0xffffffff);

/** The first thing that the helper says, once it can be asked. */
const Ready = z.looseObject({ ready: z.int() });
/** Said in the middle of a print: from `starting` on paper may come. */
const Note = z.looseObject({ note: z.enum(["starting", "page"]) });
/** What Windows refused, by its own number (`GetLastError`), 0 where there is none. */
const Fault = z.looseObject({ error: z.int(), what: z.string().max(4_000) });
/** A tray that the printer does not have, with those it has. */
const Refusal = z.looseObject({ refused: z.literal("tray"), what: z.string().max(8_000) });
/** The printers of the system by name. */
export const ListAnswer = z.looseObject({ printers: z.array(z.string().max(1_000)).max(1_000) });
/** A printer: `PRINTER_INFO_2`. */
export const PrinterAnswer = z.looseObject({ status: Flags, attributes: Flags, port: z.string().max(1_000) });
/** A job was spooled; `kept` where it stays in the queue after printing, so that its end can be seen. */
export const SpooledAnswer = z.looseObject({ kept: z.boolean() });
/** A job, if it is there, and its printer: `JOB_INFO_1` and `PRINTER_INFO_2`. */
export const JobAnswer = z.looseObject({ there: z.boolean(), status: Flags, printer: Flags, attributes: Flags });
/** Whether the spooler took a command for a job. */
export const ControlAnswer = z.looseObject({ done: z.boolean() });

/** A line of the helper's language: no byte of it depends on a code page. */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

/**
 * Limits in milliseconds: starting, one answer, the silence between two notes of a print, and an idle helper's life.
 */
export type HelperWaits = { startMs: number; answerMs: number; stallMs: number; idleMs: number };

/** The answer to a request: what was asked for, what Windows refused by its own number, or a tray that is not there. */
export type HelperAnswer<T> =
  | { kind: "said"; value: T }
  | { kind: "error"; code: number; what: string }
  | { kind: "no-tray"; what: string };

/** What goes with a request. A note is passed on as soon as it comes: from the first on, paper may come. */
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

  /**
   * A request that was abandoned half-way would answer the next one, so its helper is ended. A helper that only
   * starts slowly is left alone.
   */
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
