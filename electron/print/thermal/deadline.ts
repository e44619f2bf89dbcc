import { PrinterFault } from "./printer-fault.ts";

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
