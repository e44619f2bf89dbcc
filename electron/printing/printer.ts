import type { DocumentKind } from "#shared/case/document-kind.ts";
import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";
import type { Instant } from "#shared/time/instant.ts";

/** One sheet to be put on paper: `bytes` is a whole PDF, or a whole slip as the printer's kind takes it; the name holds no personal data. */
export type PrintableDocument = {
  fileName: string;
  bytes: Buffer;
  kind: DocumentKind;
  /** The first page to print, from 1; more than 1 where a long document goes on after the page lost. */
  fromPage: number;
  /** The paper tray to take from, by the printer's own name for it; left out or null: the printer's own choice. */
  tray?: string | null;
};

/**
 * What became of a sheet, as far as the printer can say. The difference that matters is between `failed`, where nothing can have come
 * out, and `unconfirmed`, where something may have: only the first may be tried again without asking a person.
 */
export type PrintResult =
  /** The device itself said that it finished. */
  | { outcome: "device-confirmed" }
  /** Everything was handed over to something that cannot say more. */
  | { outcome: "sent" }
  /** Nothing came out; `again` says that trying later may help without anybody's doing, or once the trouble is mended. */
  | { outcome: "failed"; trouble: PrinterTrouble; again: boolean; detail: string | null }
  /** Something may have come out; `pages` counts the pages that surely did, null where nobody knows. */
  | { outcome: "unconfirmed"; trouble: PrinterTrouble; pages: number | null; detail: string | null };

/** What a printer says of itself; `unknown` where it was not asked or cannot say. */
export type PrinterState = { state: "ready" | "attention" | "stopped" | "unknown"; troubles: PrinterTrouble[] };

/** A way to paper. Both calls settle within their own deadlines whatever the printer does, hold a bounded amount of memory, and never throw for what a printer did. */
export type Printer = {
  print: (sheet: PrintableDocument, signal: AbortSignal) => Promise<PrintResult>;
  status: (signal: AbortSignal) => Promise<PrinterState>;
};

/** A sheet that is ready to be handed over. */
export type RenderedDocument = {
  sheet: PrintableDocument;
  /** SHA-256 in hex of its bytes. */ hash: string;
  pages: number;
};

/** One thing that waits for a printer; every note it takes is durable when it returns. */
export type PrintWork = {
  /** The job's or the test print's own id, under which the log tells of it. */ id: string;
  /** Makes the sheet; null where this work does not print now, which it has noted by then. */
  prepare: () => Promise<RenderedDocument | null>;
  /** Notes that handing over begins: from here on paper may come. False where a person has taken the work back meanwhile. */
  begin: (made: RenderedDocument) => boolean;
  /** Notes what became of it; `nextTryAt` is when it goes again, null where it does not. */
  applyResult: (result: PrintResult, nextTryAt: Instant | null) => void;
  /** Notes what it waits for, and when the printer is asked again at the latest. */
  wait: (trouble: PrinterTrouble, nextTryAt: Instant) => void;
};
