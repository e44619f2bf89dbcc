import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Printer, PrinterState, PrintResult } from "#station/printing/printer.ts";
import type { AllowedAddresses } from "#station/printing/printer-addresses.ts";
import { callPrinter, OPERATIONS, type IppReply } from "#station/printing/ipp/call.ts";
import { jobOf } from "#station/printing/ipp/follow-job.ts";
import type { IppAnswer, IppAttributes } from "#station/printing/ipp/message.ts";
import { stateOf, troublesOf } from "#station/printing/ipp/reasons.ts";
import { FILL, isSlip, PART_FROM_LAST } from "#station/printing/thermal/slip-protocol.ts";

const Wait = z.int().positive().max(300_000);

/**
 * A raw queue of CUPS, `ipp://host:631/printers/NAME`, and its limits in milliseconds. `jobMs` is the time in which
 * the queue must hand a slip to its device.
 */
export const CupsRawOptions = z.strictObject({
  address: z.string().min(1).max(300),
  answerMs: Wait.default(5_000),
  everyMs: Wait.default(500),
  jobMs: Wait.default(45_000),
});
export type CupsRawOptions = z.infer<typeof CupsRawOptions>;

const RAW = "application/vnd.cups-raw";
const STATE = { held: 4, stopped: 6, cancelled: 7, aborted: 8, completed: 9 } as const;
const WANTED = [
  "job-state",
  "time-at-processing",
  "job-printer-state-reasons",
  "job-state-reasons",
  "job-printer-state-message",
];

const failed = (
  trouble: Extract<PrintResult, { outcome: "failed" }>["trouble"],
  again: boolean,
  detail: string,
): PrintResult => ({ outcome: "failed", trouble, again, detail });
const attributesOf = (reply: IppReply): IppAttributes | null =>
  reply.kind === "answer" && reply.answer.status < 0x100 ? jobOf(reply.answer) : null;
const printerOf = (answer: IppAnswer): IppAttributes =>
  answer.groups.find(({ tag }) => tag === 4)?.attributes ?? new Map();
const stateIn = (job: IppAttributes): number => Number(job.get("job-state")?.[0] ?? 0);

/** What the queue says of its device in words, which is often all that it says. */
const saidOf = (job: IppAttributes): string => String(job.get("job-printer-state-message")?.[0] ?? "").slice(0, 200);

/** The queue gave it to its device at least once; before that nothing can have come. */
const wasBegun = (job: IppAttributes): boolean => typeof job.get("time-at-processing")?.[0] === "number";

/** Why nothing was sent, where the queue cannot be used; null where it can. */
function objection(reply: IppReply): PrintResult | null {
  if (reply.kind === "not-allowed") return failed("not-allowed", true, reply.detail);
  if (reply.kind === "unreachable") return failed("offline", true, reply.detail);
  if (reply.kind === "lost") return failed("no-answer", true, reply.detail);
  if (reply.kind === "nonsense") return failed("wrong-answer", true, reply.detail);
  if (reply.answer.status >= 0x100) return failed("refused", false, `IPP 0x${reply.answer.status.toString(16)}`);
  const { state, troubles } = stateOf(printerOf(reply.answer));
  return state === "stopped" ? failed(troubles[0] ?? "stopped", true, "the queue is stopped") : null;
}

/**
 * A slip printer behind a raw queue of CUPS (系统打印队列). The queue knows only that the bytes are gone, so the outcome is
 * at most `sent`.
 */
export function cupsRawPrinter(options: CupsRawOptions, allowed: AllowedAddresses): Printer {
  // Whether an earlier job lies unfinished in the printer, a queue cannot say; after a good one it does not.
  let doubt = true;
  const call = (
    operation: number,
    attributes: Parameters<typeof callPrinter>[1]["attributes"],
    signal: AbortSignal,
    document?: Buffer,
  ): Promise<IppReply> =>
    callPrinter(
      { address: options.address, allowed },
      { operation, attributes, ...(document === undefined ? {} : { document }) },
      options.answerMs,
      signal,
    );
  const look = async (id: number, signal: AbortSignal): Promise<IppAttributes | null> =>
    attributesOf(
      await call(
        OPERATIONS.getJob,
        [
          ["job-id", [{ kind: "integer", number: id }]],
          ["requested-attributes", WANTED.map((text) => ({ kind: "keyword" as const, text }))],
        ],
        signal,
      ),
    );

  const status = async (signal: AbortSignal): Promise<PrinterState> => {
    const reply = await call(OPERATIONS.getPrinter, [], signal);
    if (reply.kind === "answer" && reply.answer.status < 0x100) return stateOf(printerOf(reply.answer));
    if (reply.kind === "not-allowed") return { state: "stopped", troubles: ["not-allowed"] };
    return { state: "stopped", troubles: [reply.kind === "unreachable" ? "offline" : "no-answer"] };
  };

  /**
   * Takes a job back. CUPS tries one that failed again by itself, minutes later, which is a second slip that nobody asked for: so what does
   * not go through at once is withdrawn, also when the program closes.
   */
  const withdraw = async (
    id: number,
    why: Extract<PrintResult, { outcome: "unconfirmed" }>["trouble"],
  ): Promise<PrintResult> => {
    const signal = AbortSignal.timeout(options.answerMs);
    await call(
      OPERATIONS.cancelJob,
      [
        ["job-id", [{ kind: "integer", number: id }]],
        ["requesting-user-name", [{ kind: "name", text: "liandong" }]],
      ],
      signal,
    );
    const job = await look(id, signal);
    if (job === null)
      return {
        outcome: "unconfirmed",
        trouble: why,
        pages: null,
        detail: "the queue does not say whether it gave the job up",
      };
    if (stateIn(job) === STATE.completed) return { outcome: "sent" };
    const ended = stateIn(job) === STATE.cancelled || stateIn(job) === STATE.aborted;
    return ended && !wasBegun(job)
      ? failed(why, true, "withdrawn before it began")
      : {
          outcome: "unconfirmed",
          trouble: why,
          pages: null,
          detail: `${ended ? "withdrawn in mid-print" : "still in the queue"} ${saidOf(job)}`.trim(),
        };
  };

  const follow = async (id: number, signal: AbortSignal): Promise<PrintResult> => {
    const until = performance.now() + options.jobMs;
    let named: Extract<PrintResult, { outcome: "unconfirmed" }>["trouble"] | null = null;
    while (performance.now() < until && !signal.aborted) {
      const job = await look(id, signal);
      if (job !== null) {
        named =
          [...troublesOf(job, "job-printer-state-reasons"), ...troublesOf(job, "job-state-reasons")].find(
            (trouble) => trouble !== "other",
          ) ?? named;
        switch (stateIn(job)) {
          case STATE.completed:
            return { outcome: "sent" };
          case STATE.cancelled:
          case STATE.aborted:
            return wasBegun(job)
              ? { outcome: "unconfirmed", trouble: named ?? "cancelled", pages: null, detail: "ended by the queue" }
              : failed(named ?? "cancelled", false, "ended by the queue before it began");
          case STATE.held:
          case STATE.stopped:
            return withdraw(id, named ?? "stopped");
          default:
        }
      }
      await pause(options.everyMs, undefined, { signal }).catch(() => undefined);
    }
    if (signal.aborted) return withdraw(id, "cancelled");
    // A raw queue tells of its device with the queue, not with the job.
    return withdraw(id, named ?? (await status(signal)).troubles[0] ?? "no-answer");
  };

  return {
    status,
    async print(sheet, signal) {
      if (!isSlip(sheet.bytes)) return failed("refused", false, "not a slip of ESC/POS commands");
      const against = objection(await call(OPERATIONS.getPrinter, [], signal));
      if (against !== null) return against;
      const name = [{ kind: "name" as const, text: sheet.fileName.slice(0, 120) }];
      const document = doubt ? Buffer.concat([FILL, PART_FROM_LAST, sheet.bytes]) : sheet.bytes;
      const sent = await call(
        OPERATIONS.printJob,
        [
          ["requesting-user-name", [{ kind: "name", text: "liandong" }]],
          ["job-name", name],
          ["document-format", [{ kind: "mime", text: RAW }]],
        ],
        signal,
        document,
      );
      if (
        sent.kind === "not-allowed" ||
        sent.kind === "unreachable" ||
        (sent.kind === "answer" && sent.answer.status >= 0x100)
      )
        return objection(sent) ?? failed("refused", false, "");
      doubt = true;
      if (sent.kind !== "answer")
        return {
          outcome: "unconfirmed",
          trouble: sent.kind === "lost" ? "connection-lost" : "wrong-answer",
          pages: null,
          detail: sent.detail,
        };
      const id = jobOf(sent.answer).get("job-id")?.[0];
      if (typeof id !== "number")
        return { outcome: "unconfirmed", trouble: "wrong-answer", pages: null, detail: "no job number" };
      const result = await follow(id, signal);
      doubt = result.outcome !== "sent";
      return result;
    },
  };
}
