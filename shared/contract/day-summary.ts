import { z } from "zod";
import type { ApplicationLine, DeadlineLine } from "#shared/case/application.ts";
import type { CallbackStatus } from "#shared/case/callback.ts";
import type { OnBehalfFigures } from "#shared/case/on-behalf-figures.ts";
import type { ReceptionLine } from "#shared/case/reception.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { LocalDate, type Instant } from "#shared/time/instant.ts";
import { call } from "./call.ts";
import type { ReadinessLine } from "./printers.ts";

/** How far the audit log (操作日志) was verified, entry by entry from the first. */
export type ChainHealth = {
  upTo: number;
  /** Null until the first pass ends. */
  checkedAt: Instant | null;
  /** The first entry that does not follow; null if none was found. */
  brokenAt: number | null;
};

/** The hall's callbacks as they are now, whenever their applications came in. */
export type CallbackTotals = { open: number; overdue: number; undated: number };

/** One day of the hall as the supervisor sees it (当日概况). */
export type DaySummaryView = {
  on: LocalDate;
  audit: ChainHealth;
  lines: (ApplicationLine & {
    /** Callbacks (回访) of the application, if any are due. */
    callbacks?: { label: Bilingual; status: CallbackStatus; dueOn: LocalDate | null }[];
    deadlines: DeadlineLine[];
    window: string;
    site: string;
    /** Why each outside line takes its route, with the clause, where a route was decided. */
    routeBasis?: { utility: string; text: Bilingual; clause: string }[];
    /** The supplement notices given so far, with the reason for each after the first. */
    supplements?: { at: Instant; items: number; reasonForAnother: string | null }[];
  })[];
  /** Visits of the day with a voucher but no acceptance number: received or refused. */
  receptions: ReceptionLine[];
  /** Figures of the day's entries on behalf (响应率、解决率、满意度). */
  onBehalf: OnBehalfFigures;
  /** Whether each printer's test print of the day was confirmed (每日就绪), where a printer is set up. */
  readiness?: ReadinessLine[];
  totals: {
    accepted: number;
    byRoute: Record<string, number>;
    overdue: number;
    dueToday: number;
    unsynced: number;
    callbacks: CallbackTotals;
  };
};

/** Calls about one day of the hall and its ledger. */
export const daySummaryCalls = {
  "daySummary.get": call<DaySummaryView>()(["supervisor"], z.strictObject({ on: LocalDate.nullable() })),
  "ledger.export": call<{ fileName: string; mime: string; base64: string; rows: number }>()(
    ["supervisor"],
    z.strictObject({ on: LocalDate, format: z.enum(["xlsx", "csv"]) }),
  ),
} as const;
/** {@link daySummaryCalls} as a type. */
export type DaySummaryCalls = typeof daySummaryCalls;
