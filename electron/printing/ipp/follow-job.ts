import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";
import type { PrintResult } from "#station/printing/printer.ts";
import { callPrinter, OPERATIONS, type IppTarget } from "./call.ts";
import type { IppAnswer, IppAttributes } from "./message.ts";
import { troublesOf } from "./reasons.ts";

/**
 * How a job is watched, in milliseconds: how often, the time for an answer, how long the printer may be gone. `pause`
 * waits and ends early on the signal.
 */
export type Watching = {
  everyMs: number;
  answerMs: number;
  goneMs: number;
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  now: () => number;
};

/** A job on a printer; `final` says that its end is the device's own word and not only that of a queue. */
export type IppJob = { target: IppTarget; id: number; final: boolean };

/** Job states (RFC 8011, section 5.3.7). */
const STATE = { cancelled: 7, aborted: 8, completed: 9 } as const;
const GROUP_JOB = 2;
const WANTED = [
  "job-state",
  "job-state-reasons",
  "job-state-message",
  "job-printer-state-reasons",
  "job-impressions-completed",
  "job-media-sheets-completed",
];

/** The attributes of the job in an answer. */
export const jobOf = (answer: IppAnswer): IppAttributes =>
  answer.groups.find(({ tag }) => tag === GROUP_JOB)?.attributes ?? new Map();

const number = (attributes: IppAttributes, name: string): number | null => {
  const value = attributes.get(name)?.[0];
  return typeof value === "number" ? value : null;
};

/** Pages of a job that surely came; null where the printer does not count. */
const pagesDone = (job: IppAttributes): number | null =>
  number(job, "job-impressions-completed") ?? number(job, "job-media-sheets-completed");

const saidOf = (job: IppAttributes): string | null => {
  const said = job.get("job-state-message")?.[0];
  return typeof said === "string" && said !== "" ? said.slice(0, 200) : null;
};

/**
 * A job that ended without being done. Nothing came only where the printer never began: a count of zero pages is also
 * what printers say that do not count.
 */
function unfinished(job: IppAttributes, trouble: PrinterTrouble, began: boolean): PrintResult {
  const pages = pagesDone(job);
  if (!began && (pages === null || pages === 0))
    return { outcome: "failed", trouble, again: false, detail: saidOf(job) };
  return { outcome: "unconfirmed", trouble, pages: pages === 0 ? null : pages, detail: saidOf(job) };
}

function troubleIn(job: IppAttributes, usual: PrinterTrouble): PrinterTrouble {
  const named = [...troublesOf(job, "job-printer-state-reasons"), ...troublesOf(job, "job-state-reasons")];
  return named.find((trouble) => trouble !== "other") ?? named[0] ?? usual;
}

/** What an ended job came to, or null while it goes on. `began` says that it was seen in print, or that its reasons say so. */
function endOf(job: IppAttributes, final: boolean, began: boolean): PrintResult | null {
  switch (number(job, "job-state")) {
    case STATE.completed:
      return (job.get("job-state-reasons") ?? []).includes("job-completed-with-errors")
        ? unfinished(job, troubleIn(job, "other"), true)
        : { outcome: final ? "device-confirmed" : "sent" };
    case STATE.aborted:
      return unfinished(job, troubleIn(job, "other"), began);
    case STATE.cancelled:
      return unfinished(job, troubleIn(job, "cancelled"), began);
    default:
      return null;
  }
}

const isPrinting = (job: IppAttributes): boolean => [5, 6].includes(number(job, "job-state") ?? 0);

/** What the printer itself names, where the job's own reasons name nothing. */
async function troubleOfPrinter(job: IppJob, watching: Watching, signal: AbortSignal): Promise<PrinterTrouble | null> {
  const reply = await callPrinter(
    job.target,
    {
      operation: OPERATIONS.getPrinter,
      attributes: [["requested-attributes", [{ kind: "keyword", text: "printer-state-reasons" }]]],
    },
    watching.answerMs,
    signal,
  );
  if (reply.kind !== "answer") return null;
  return reply.answer.groups.flatMap(({ attributes }) => troublesOf(attributes, "printer-state-reasons"))[0] ?? null;
}

const find = (job: IppJob, watching: Watching, signal: AbortSignal): ReturnType<typeof callPrinter> =>
  callPrinter(
    job.target,
    {
      operation: OPERATIONS.getJob,
      attributes: [
        ["job-id", [{ kind: "integer", number: job.id }]],
        ["requested-attributes", WANTED.map((text) => ({ kind: "keyword" as const, text }))],
      ],
    },
    watching.answerMs,
    signal,
  );

/**
 * Withdraws a job that is no longer followed. Otherwise it would print when paper is loaded, after a person has said
 * that none came and printed it again.
 */
async function withdraw(
  job: IppJob,
  watching: Watching,
  trouble: PrinterTrouble,
  began: boolean,
): Promise<PrintResult> {
  const signal = AbortSignal.timeout(watching.answerMs);
  await callPrinter(
    job.target,
    {
      operation: OPERATIONS.cancelJob,
      attributes: [
        ["job-id", [{ kind: "integer", number: job.id }]],
        ["requesting-user-name", [{ kind: "name", text: "liandong" }]],
      ],
    },
    watching.answerMs,
    signal,
  );
  const reply = await find(job, watching, signal);
  const left = reply.kind === "answer" && reply.answer.status < 0x100 ? jobOf(reply.answer) : null;
  const end = left === null ? null : endOf(left, job.final, began || isPrinting(left));
  if (end !== null && (end.outcome === "device-confirmed" || end.outcome === "sent")) return end;
  // A job that was in print goes on to the end of its page.
  const stopping = (left?.get("job-state-reasons") ?? []).some(
    (reason) => reason === "processing-to-stop-point" || reason === "job-canceled-by-user",
  );
  return {
    outcome: "unconfirmed",
    trouble,
    pages: null,
    detail: end === null && !stopping ? "the printer may still hold the job" : "withdrawn",
  };
}

/**
 * Follows a job to its end; out of paper it waits until the caller aborts. Paper may have come of a job that is not
 * followed to its end: it is withdrawn and `unconfirmed`.
 */
export async function followJob(job: IppJob, watching: Watching, signal: AbortSignal): Promise<PrintResult> {
  let heardAt = watching.now();
  let began = false;
  let trouble: PrinterTrouble = "connection-lost";
  while (!signal.aborted && watching.now() - heardAt < watching.goneMs) {
    const reply = await find(job, watching, signal);
    if (reply.kind === "answer" && reply.answer.status < 0x100) {
      heardAt = watching.now();
      const attributes = jobOf(reply.answer);
      began ||= isPrinting(attributes);
      trouble = troubleIn(attributes, "no-answer");
      const end = endOf(attributes, job.final, began);
      if (end !== null)
        return "trouble" in end && end.trouble === "other"
          ? { ...end, trouble: (await troubleOfPrinter(job, watching, signal)) ?? "other" }
          : end;
    } else if (reply.kind === "answer" && reply.answer.status === 0x0406) {
      // Printers forget ended jobs; what it came to is then nobody's knowledge.
      return { outcome: "unconfirmed", trouble: "other", pages: null, detail: "the printer no longer knows the job" };
    }
    await watching.pause(watching.everyMs, signal);
  }
  return withdraw(job, watching, signal.aborted ? trouble : "connection-lost", began);
}
