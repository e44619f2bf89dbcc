import type { PrinterTrouble } from "#shared/printer-trouble.ts";

/** Why a conversation with a printer ended; whether paper may have come is for the caller to say, who knows what was sent. */
export class PrinterFault extends Error {
  readonly trouble: PrinterTrouble;
  readonly detail: string;

  constructor(trouble: PrinterTrouble, detail: string) {
    super(`${trouble}: ${detail}`);
    this.name = "PrinterFault";
    this.trouble = trouble;
    this.detail = detail;
  }
}

/** Any error as a printer's fault, for what a socket or a file may throw. */
export const asFault = (error: unknown, trouble: PrinterTrouble = "connection-lost"): PrinterFault =>
  error instanceof PrinterFault
    ? error
    : new PrinterFault(trouble, error instanceof Error ? error.message : String(error));
