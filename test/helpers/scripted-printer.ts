import type { Printer, PrinterState, PrintResult, PrintableDocument } from "#station/printing/printer.ts";

/** What the printer does with one sheet: `pages` come out (null: all of them), then it answers, throws, or never says a word. */
export type Move = { pages: number | null; answer: PrintResult | "throw" | "hang" | "hang-until-hung-up" };

/** A sheet as it came to the printer, with the pages of it that lie in the tray. */
export type Seen = { sheet: PrintableDocument; printed: number[] };

const pagesIn = (sheet: PrintableDocument): number =>
  Number(/\/Type \/Pages\s+\/Count (\d+)/.exec(sheet.bytes.toString("latin1"))?.[1] ?? 1);

/** A printer at the level of the port that can answer everything a printer can, and hang; what it put on paper outlives the program. */
export class ScriptedPrinter {
  readonly seen: Seen[] = [];
  /** What the printer says of itself; a function that never settles is a printer that hangs when asked. */
  state: PrinterState | "hang" | "throw" = { state: "ready", troubles: [] };
  timesAsked = 0;
  script: (sheet: PrintableDocument) => Move = () => ({ pages: null, answer: { outcome: "device-confirmed" } });
  private arrivals: { count: number; resolve: () => void }[] = [];

  /** Settles when so many sheets have come, whatever becomes of them. */
  arrived(count: number): Promise<void> {
    if (this.seen.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.arrivals.push({ count, resolve }));
  }

  open = async (): Promise<Printer> => ({
    print: (sheet, signal) => this.print(sheet, signal),
    status: (signal) => this.status(signal),
  });

  private print(sheet: PrintableDocument, signal: AbortSignal): Promise<PrintResult> {
    const move = this.script(sheet);
    const last = move.pages === null ? pagesIn(sheet) : Math.min(pagesIn(sheet), sheet.fromPage - 1 + move.pages);
    this.seen.push({
      sheet,
      printed: Array.from({ length: Math.max(0, last - sheet.fromPage + 1) }, (_, i) => sheet.fromPage + i),
    });
    for (const waiting of this.arrivals.filter(({ count }) => this.seen.length >= count)) waiting.resolve();
    const { answer } = move;
    if (answer === "throw") return Promise.reject(new Error("the driver broke"));
    if (answer === "hang") return new Promise(() => undefined);
    if (answer === "hang-until-hung-up")
      return new Promise((resolve) =>
        signal.addEventListener("abort", () =>
          resolve({ outcome: "unconfirmed", trouble: "no-answer", pages: null, detail: null }),
        ),
      );
    return Promise.resolve(answer);
  }

  private status(_signal: AbortSignal): Promise<PrinterState> {
    this.timesAsked += 1;
    if (this.state === "hang") return new Promise(() => undefined);
    if (this.state === "throw") return Promise.reject(new Error("the driver broke"));
    return Promise.resolve(this.state);
  }
}
