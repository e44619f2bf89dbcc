import { setTimeout as wait } from "node:timers/promises";
import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";
import type { Printer, PrintResult, PrintableDocument } from "#station/printing/printer.ts";
import type { AllowedAddresses } from "#station/printing/printer-addresses.ts";
import { callPrinter, OPERATIONS, type IppReply, type IppTarget } from "./call.ts";
import { followJob, jobOf, type Watching } from "./follow-job.ts";
import type { IppAttributes, IppValue } from "./message.ts";
import { stateOf } from "./reasons.ts";

/** A printer reached by IPP: itself, or a CUPS queue; the waits can be set shorter where the printer is near. */
export type IppOptions = {
  address: string;
  allowed: AllowedAddresses;
  sides: "one-sided" | "two-sided-long-edge";
  watching?: Partial<Watching>;
  documentMs?: number;
};

const PDF = "application/pdf";
const WATCHING: Watching = {
  everyMs: 500,
  answerMs: 5_000,
  goneMs: 30_000,
  pause: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
  now: () => performance.now(),
};
/** How long a printer may be silent while it takes a document; one that prints as it reads may take its time. */
const DOCUMENT_MS = 60_000;
/** A queue that follows its device by these ways knows when paper came; by others only when the bytes were gone. */
const FOLLOWED = /^(ipps?|dnssd|implicitclass):/;

const refused = (trouble: PrinterTrouble, again: boolean, detail: string): PrintResult => ({
  outcome: "failed",
  trouble,
  again,
  detail,
});

/** Why there is no answer to a question that carried no document. */
function unasked(reply: Exclude<IppReply, { kind: "answer" }>): PrintResult {
  switch (reply.kind) {
    case "not-allowed":
      return refused("not-allowed", true, reply.detail);
    case "unreachable":
      return refused("offline", true, reply.detail);
    case "lost":
      return refused("no-answer", true, reply.detail);
    case "nonsense":
      return refused("wrong-answer", false, reply.detail);
  }
}

/** What a printer's status code for a job that it did not take means (RFC 8011, appendix B). */
function notTaken(status: number): PrintResult {
  const code = `IPP 0x${status.toString(16).padStart(4, "0")}`;
  switch (status) {
    case 0x0507: // server-error-busy
    case 0x0505: // server-error-temporary-error
      return refused("busy", true, code);
    case 0x0506: // server-error-not-accepting-jobs
    case 0x0502: // server-error-service-unavailable
      return refused("stopped", true, code);
    case 0x0504: // server-error-device-error
      return refused("other", true, code);
    default:
      return refused("refused", false, code);
  }
}

/** The printer's own attributes, which stand in one group. */
const printerOf = (groups: { tag: number; attributes: IppAttributes }[]): IppAttributes =>
  groups.find(({ tag }) => tag === 4)?.attributes ?? new Map();

/** Whether the end of a job is the device's own word. */
function isFinal(attributes: IppAttributes): boolean {
  if (!attributes.has("cups-version")) return true;
  const device = attributes.get("device-uri")?.[0];
  return typeof device === "string" && FOLLOWED.test(device);
}

const A4 = "iso_a4_210x297mm";
const A4_SIZE: [string, IppValue][] = [
  ["x-dimension", { kind: "integer", number: 21_000 }],
  ["y-dimension", { kind: "integer", number: 29_700 }],
];

/**
 * The paper of a job. A queue whose default is another is told A4 where it has A4. A tray and a size go together: a
 * job may name `media` or `media-col`, never both.
 */
function mediaOf({ tray }: PrintableDocument, known: IppAttributes): [string, IppValue[]][] {
  const has = (known.get("media-supported") ?? []).includes(A4);
  const needsSize = has && known.get("media-default")?.[0] !== A4;
  if (tray == null) return needsSize ? [["media", [{ kind: "keyword", text: A4 }]]] : [];
  const members: [string, IppValue][] = [
    ...(needsSize ? [["media-size", { kind: "members", members: A4_SIZE }] as [string, IppValue]] : []),
    ["media-source", { kind: "keyword", text: tray }],
  ];
  return [["media-col", [{ kind: "members", members }]]];
}

function jobAttributes(
  sheet: PrintableDocument,
  sides: IppOptions["sides"],
  known: IppAttributes,
): [string, IppValue[]][] {
  const two = (known.get("sides-supported") ?? []).includes(sides);
  return [
    ...(two ? [["sides", [{ kind: "keyword", text: sides }]] as [string, IppValue[]]] : []),
    ...(sheet.fromPage > 1
      ? [["page-ranges", [{ kind: "range", from: sheet.fromPage, to: 0x7fffffff }]] as [string, IppValue[]]]
      : []),
    ...mediaOf(sheet, known),
  ];
}

/** What speaks against sending at all; nothing has gone out yet. */
function objection(sheet: PrintableDocument, known: IppAttributes): PrintResult | null {
  const { state, troubles } = stateOf(known);
  if (state === "stopped") return refused(troubles[0] ?? "stopped", true, "printer-state stopped");
  const formats = known.get("document-format-supported") ?? [];
  if (formats.length > 0 && !formats.includes(PDF))
    return refused("refused", false, `takes ${formats.slice(0, 5).join(", ")}`);
  if (sheet.fromPage > 1 && known.get("page-ranges-supported")?.[0] !== 1)
    return refused("refused", false, `cannot begin at page ${sheet.fromPage}`);
  const trays = known.get("media-source-supported") ?? [];
  if (sheet.tray != null && trays.length > 0 && !trays.includes(sheet.tray))
    return refused("refused", false, `no tray ${sheet.tray}: ${trays.join(", ")}`);
  return null;
}

/** An A4 printer or queue by IPP: the PDF goes out once, and its job is followed to completed or aborted, with the reason. */
export function ippPrinter(options: IppOptions): Printer {
  const target: IppTarget = { address: options.address, allowed: options.allowed };
  const watching: Watching = { ...WATCHING, ...options.watching };
  const ask = (signal: AbortSignal): Promise<IppReply> =>
    callPrinter(target, { operation: OPERATIONS.getPrinter, attributes: [] }, watching.answerMs, signal);
  return {
    async status(signal) {
      const reply = await ask(signal);
      if (reply.kind === "answer" && reply.answer.status < 0x100) return stateOf(printerOf(reply.answer.groups));
      if (reply.kind === "unreachable") return { state: "stopped", troubles: ["offline"] };
      if (reply.kind === "not-allowed") return { state: "stopped", troubles: ["not-allowed"] };
      return { state: "unknown", troubles: [reply.kind === "lost" ? "no-answer" : "wrong-answer"] };
    },
    async print(sheet, signal) {
      const before = await ask(signal);
      if (before.kind !== "answer") return unasked(before);
      if (before.answer.status >= 0x100) return notTaken(before.answer.status);
      const known = printerOf(before.answer.groups);
      const against = objection(sheet, known);
      if (against !== null) return against;
      const sent = await callPrinter(
        target,
        {
          operation: OPERATIONS.printJob,
          attributes: [
            ["requesting-user-name", [{ kind: "name", text: "liandong" }]],
            ["job-name", [{ kind: "name", text: sheet.fileName.slice(0, 120) }]],
            ["document-format", [{ kind: "mime", text: PDF }]],
          ],
          job: jobAttributes(sheet, options.sides, known),
          document: sheet.bytes,
        },
        options.documentMs ?? DOCUMENT_MS,
        signal,
      );
      if (sent.kind === "unreachable" || sent.kind === "not-allowed") return unasked(sent);
      if (sent.kind !== "answer")
        return {
          outcome: "unconfirmed",
          trouble: sent.kind === "lost" ? "connection-lost" : "wrong-answer",
          pages: null,
          detail: sent.detail,
        };
      if (sent.answer.status >= 0x100) return notTaken(sent.answer.status);
      const id = jobOf(sent.answer).get("job-id")?.[0];
      if (typeof id !== "number")
        return { outcome: "unconfirmed", trouble: "wrong-answer", pages: null, detail: "no job number" };
      return followJob({ target, id, final: isFinal(known) }, watching, signal);
    },
  };
}
