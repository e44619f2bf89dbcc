import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import type { PrinterTrouble } from "./printer-trouble.ts";
import type { Instant } from "#shared/time/instant.ts";
import { call, INTAKE, STAFF } from "./call.ts";
import { DocumentKind } from "#shared/case/document-kind.ts";

const Id = z.string().min(1).max(200);
const Why = plainText(200);

/** What is known about the paper of a job (打印结果): `device-confirmed` is the device's own word, `unconfirmed` waits for a person's. */
export const PRINT_OUTCOMES = [
  "queued",
  "sending",
  "sent",
  "device-confirmed",
  "person-confirmed",
  "failed",
  "unconfirmed",
] as const;
/** What is known about a print job; `unconfirmed` means that a person has to say whether paper came. */
export type PrintOutcome = (typeof PRINT_OUTCOMES)[number];

/** Why a queued job does not print by itself: it waited for more than a working day, or its record has a newer version. */
export type PrintPause = "waited" | "superseded";

/** One print job (打印任务) as a page sees it. */
export type PrintJobLine = {
  id: string;
  applicationId: string;
  kind: DocumentKind;
  utility: string | null;
  outcome: PrintOutcome;
  /** 1 for the first print; 2 and more are reprints (补打). */
  copy: number;
  reason: Bilingual | null;
  trouble: PrinterTrouble | null;
  pause: PrintPause | null;
  /** The version of the record that the sheet shows or is to show. */
  recordVersion: number;
  /** The version that says something else than this sheet by now (被取代), null where none does. */
  supersededBy: number | null;
  /** Pages of the document, null until it was made. */
  pages: number | null;
  /** Pages that surely came out of an unconfirmed job, null where nobody knows. */
  pagesOut: number | null;
  fromPage: number;
  attempts: number;
  nextTryAt: Instant | null;
  printer: string | null;
  /** Who said that paper came. */
  confirmedBy: string | null;
  at: Instant;
};

/** One change of a job: what became of it, when, on which printer, by whom (null: the program itself), with a person's reason. */
export type PrintEventLine = {
  at: Instant;
  outcome: PrintOutcome;
  what: PrintEventWhat;
  reason: Bilingual | null;
  printer: string | null;
  by: string | null;
  note: string | null;
};
/** What can happen to a print job. */
export const PRINT_EVENTS = [
  "sending",
  "result",
  "crashed",
  "confirmed",
  "denied",
  "cancelled",
  "retried",
  "resumed",
  "held",
  "released",
] as const;
/** One of the things that can happen to a print job. */
export type PrintEventWhat = (typeof PRINT_EVENTS)[number];

/** Calls about sheets of an application (打印). */
export const printCalls = {
  "print.request": call<PrintJobLine>()(
    STAFF,
    z.strictObject({ applicationId: Id, kind: DocumentKind, utility: Id.nullable(), why: Why.nullable() }),
  ),
  "print.list": call<PrintJobLine[]>()(INTAKE, z.strictObject({ applicationId: Id })),
  "print.story": call<PrintEventLine[]>()(STAFF, z.strictObject({ jobId: Id })),
  "print.confirm": call<PrintJobLine>()(STAFF, z.strictObject({ jobId: Id, paperCame: z.boolean() })),
  /** Prints again what surely did not come out. */
  "print.retry": call<PrintJobLine>()(STAFF, z.strictObject({ jobId: Id })),
  /** Goes on with an interrupted document from a page that a person names. */
  "print.resume": call<PrintJobLine>()(STAFF, z.strictObject({ jobId: Id, fromPage: z.int().min(1).max(1000) })),
  "print.cancel": call<PrintJobLine>()(STAFF, z.strictObject({ jobId: Id, why: Why.min(1) })),
  /** Lets a job print that waited too long or shows an older version; it then shows the record as it is now. */
  "print.release": call<PrintJobLine>()(STAFF, z.strictObject({ jobId: Id })),
} as const;
export type PrintCalls = typeof printCalls;
