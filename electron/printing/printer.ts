import type { DocumentKind } from "#shared/case/document-kind.ts";
import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";
import type { Instant } from "#shared/time/instant.ts";

/**
 * One document to be printed; the file name holds no personal data. `bytes` is a whole PDF, or a whole slip in the
 * commands of the printer's kind.
 */
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
 * What became of a document, as far as the printer can say. `failed` means that nothing can have come out.
 * `unconfirmed` means that something may have: only a person decides whether it is printed again.
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

/**
 * A way to paper. Both calls end within their own deadlines and hold a bounded amount of memory. They never throw for
 * what a printer did.
 */
export type Printer = {
  print: (sheet: PrintableDocument, signal: AbortSignal) => Promise<PrintResult>;
  status: (signal: AbortSignal) => Promise<PrinterState>;
};

/** A document that is ready to be handed over. */
export type RenderedDocument = {
  sheet: PrintableDocument;
  /** SHA-256 in hex of its bytes. */ hash: string;
  pages: number;
};

/** One piece of work that waits for a printer; every note it takes is durable when it returns. */
export type PrintWork = {
  /** The job's or the test print's own id, under which the log tells of it. */ id: string;
  /** Makes the document; null where this work does not print now, which it has noted by then. */
  prepare: () => Promise<RenderedDocument | null>;
  /** Notes that handing over begins: from here on paper may come. False where a person has taken the work back meanwhile. */
  begin: (made: RenderedDocument) => boolean;
  /** Notes what became of it; `nextTryAt` is when it goes again, null where it does not. */
  applyResult: (result: PrintResult, nextTryAt: Instant | null) => void;
  /** Notes what it waits for, and when the printer is asked again at the latest. */
  wait: (trouble: PrinterTrouble, nextTryAt: Instant) => void;
};
