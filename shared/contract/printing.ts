import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import type { PrinterTrouble } from "./printer-trouble.ts";
import type { Instant } from "#shared/time/instant.ts";
import { call, INTAKE, STAFF } from "./call.ts";
import { DocumentKind } from "#shared/case/document-kind.ts";

const Id = z.string().min(1).max(200);
const Why = plainText(200);

/** Print outcomes (打印结果): the device itself reports `device-confirmed`; `unconfirmed` waits for a person. */
export const PRINT_OUTCOMES = [
  "queued",
  "sending",
  "sent",
  "device-confirmed",
  "person-confirmed",
  "failed",
  "unconfirmed",
] as const;
/** The outcome of a print job; for `unconfirmed`, a person has to say whether paper came out. */
export type PrintOutcome = (typeof PRINT_OUTCOMES)[number];

/**
 * Why a queued job does not print by itself: it waited for more than a working day, its record has a newer version, or
 * the kiosk's visitor left before it came.
 */
export type PrintPause = "waited" | "superseded" | "visit-ended";

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
  /** The version of the record that the document shows. */
  recordVersion: number;
  /** The version that supersedes this document (被取代); null if none does. */
  supersededBy: number | null;
  /** Pages of the document; null until it is rendered. */
  pages: number | null;
  /** Pages of an unconfirmed job that surely came out; null if nobody knows. */
  pagesOut: number | null;
  fromPage: number;
  attempts: number;
  nextTryAt: Instant | null;
  printer: string | null;
  /** Whether it went into a folder of files, from which a person prints. */
  inFolder: boolean;
  /** Who said that paper came out. */
  confirmedBy: string | null;
  at: Instant;
};

/** A kiosk's slip that is left to staff: its visitor went away before it was printed. */
export type HeldSlipLine = { jobId: string; applicationId: string; acceptanceNumber: string; at: Instant };

/** One event of a job; `by` is null if the program itself acted. */
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

/** Calls about print jobs of an application (打印). */
export const printCalls = {
  "print.request": call<PrintJobLine>()(
    STAFF,
    z.strictObject({ applicationId: Id, kind: DocumentKind, utility: Id.nullable(), why: Why.nullable() }),
  ),
  "print.list": call<PrintJobLine[]>()(INTAKE, z.strictObject({ applicationId: Id })),
  /** The slips of ended visits that wait for a person; each is released or cancelled. */
  "print.listHeld": call<HeldSlipLine[]>()(STAFF, z.strictObject({})),
  "print.story": call<PrintEventLine[]>()(STAFF, z.strictObject({ jobId: Id })),
  "print.confirm": call<PrintJobLine>()(STAFF, z.strictObject({ jobId: Id, paperCame: z.boolean() })),
  /** Prints a job again that surely did not come out. */
  "print.retry": call<PrintJobLine>()(STAFF, z.strictObject({ jobId: Id })),
  /** Continues an interrupted document from a page that a person names. */
  "print.resume": call<PrintJobLine>()(STAFF, z.strictObject({ jobId: Id, fromPage: z.int().min(1).max(1000) })),
  "print.cancel": call<PrintJobLine>()(STAFF, z.strictObject({ jobId: Id, why: Why.min(1) })),
  /** Releases a job that is paused; it then prints the record as it is now. */
  "print.release": call<PrintJobLine>()(STAFF, z.strictObject({ jobId: Id })),
} as const;
/** {@link printCalls} as a type. */
export type PrintCalls = typeof printCalls;
