import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";

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

/** Waits for a promise, and no longer than `ms`; the fault says what was waited for. */
export async function withDeadline<T>(promise: Promise<T>, ms: number, awaited: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new PrinterFault("no-answer", `${awaited}: nothing for ${ms} ms`)), ms);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
