import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import { PrinterSettings, type PrinterChoice, type PrinterKind } from "./printer-settings.ts";
import type { PrinterTrouble } from "./printer-trouble.ts";
import type { Instant } from "#shared/time/instant.ts";
import { call, STAFF } from "./call.ts";
import { DocumentKind } from "#shared/case/document-kind.ts";
import type { PrintOutcome } from "./printing.ts";

const Id = z.string().min(1).max(200);

/** The last known state of a printer; null if it was not asked yet. */
export type PrinterStateLine = {
  state: "ready" | "attention" | "stopped" | "unknown";
  troubles: PrinterTrouble[];
  at: Instant;
} | null;

/** One test print (测试页) of today: its outcome, and whether a person found it correct. */
export type PrinterTestLine = {
  id: string;
  outcome: PrintOutcome;
  reason: Bilingual | null;
  askedAt: Instant;
  askedBy: string;
  passed: boolean | null;
  answeredAt: Instant | null;
  answeredBy: string | null;
  note: string | null;
};

/** Whether a person has found today's test print of a printer in use correct (每日就绪). */
export type ReadinessLine = {
  printerId: string;
  printer: string;
  station: string;
  status: "confirmed" | "faulty" | "waiting" | "missing";
  at: Instant | null;
  by: string | null;
};

/** One printer with its state, the number of waiting jobs, and its newest test of today. */
export type PrinterLine = {
  id: string;
  name: string;
  kind: PrinterKind;
  state: PrinterStateLine;
  waiting: number;
  test: PrinterTestLine | null;
};

/** What staff see: the printers that this station's documents go to. */
export type PrinterStatusView = { printers: PrinterLine[]; readiness: ReadinessLine[] };

/** What the supervisor sets up: every printer, where each kind of document goes, and which kinds of printer this program can work with. */
export type PrinterView = {
  printers: (PrinterLine & { settings: PrinterSettings })[];
  assignments: PrinterChoice[];
  kinds: PrinterKind[];
};

/** Calls about printers (打印机). */
export const printerCalls = {
  "printer.list": call<PrinterView>()(["supervisor"], z.strictObject({})),
  /**
   * Adds a printer under a new id, or changes the one that has it. `pin` is the supervisor's own, for an address that
   * this hall has not been allowed to print to yet.
   */
  "printer.save": call<PrinterView>()(
    ["supervisor"],
    z.strictObject({ printer: PrinterSettings, pin: z.string().min(1).max(40).nullable().default(null) }),
  ),
  "printer.retire": call<PrinterView>()(["supervisor"], z.strictObject({ id: Id })),
  "printer.assign": call<PrinterView>()(
    ["supervisor"],
    z.strictObject({ kind: DocumentKind, printerId: Id, tray: plainText(60).nullable() }),
  ),
  /** The last known states. The printers are asked again meanwhile; an event reports a change. */
  "printer.status": call<PrinterStatusView>()(STAFF, z.strictObject({})),
  "printer.test": call<PrinterTestLine>()(STAFF, z.strictObject({ id: Id })),
  "printer.answerTest": call<PrinterTestLine>()(
    STAFF,
    z.strictObject({ testId: Id, passed: z.boolean(), note: plainText(200) }),
  ),
} as const;
/** {@link printerCalls} as a type. */
export type PrinterCalls = typeof printerCalls;
