import type { PrinterTrouble } from "#shared/printer-trouble.ts";
import type { Instant } from "#shared/time.ts";
import type { PrintResult, PrintSheet } from "./printer.ts";

/** A sheet that is ready to be handed over. */
export type MadeSheet = { sheet: PrintSheet; /** SHA-256 in hex of its bytes. */ hash: string; pages: number };

/** One thing that waits for a printer; every note it takes is durable when it returns. */
export type PrintWork = {
  /** Makes the sheet; null where this work does not print now, which it has noted by then. */
  prepare: () => Promise<MadeSheet | null>;
  /** Notes that handing over begins: from here on paper may come. False where a person has taken the work back meanwhile. */
  begin: (made: MadeSheet) => boolean;
  /** Notes what became of it; `nextTryAt` is when it goes again, null where it does not. */
  settle: (result: PrintResult, nextTryAt: Instant | null) => void;
  /** Notes what it waits for, and when the printer is asked again at the latest. */
  wait: (trouble: PrinterTrouble, nextTryAt: Instant) => void;
};
