import type { PrinterTrouble } from "#shared/printer-trouble.ts";

/** The four questions of `DLE EOT`: printer, cause of being offline, cause of an error, paper. */
export type StatusQuestion = 1 | 2 | 3 | 4;
/** Every question of `DLE EOT`, in the order in which they are put. */
export const STATUS_QUESTIONS: readonly StatusQuestion[] = [1, 2, 3, 4];

const named = (pairs: readonly (readonly [boolean, PrinterTrouble])[]): PrinterTrouble[] =>
  pairs.filter(([is]) => is).map(([, trouble]) => trouble);
const bits = (value: number, mask: number): boolean => (value & mask) === mask;

/** What the answer to one question says; both bits of a paper sensor stand together. */
export function troublesOf(question: StatusQuestion, value: number): PrinterTrouble[] {
  switch (question) {
    case 1:
      return named([[bits(value, 0x08), "offline"]]);
    case 2:
      return named([
        [bits(value, 0x04), "cover-open"],
        [bits(value, 0x20), "paper-out"],
        [bits(value, 0x40), "other"],
      ]);
    case 3:
      return named([
        [bits(value, 0x08), "cutter-error"],
        [bits(value, 0x04) || bits(value, 0x20), "other"],
        [bits(value, 0x40), "overheated"],
      ]);
    case 4:
      return named([
        [bits(value, 0x60), "paper-out"],
        [bits(value, 0x0c), "paper-near-end"],
      ]);
  }
}

/** What the four bytes of automatic status say. */
export const troublesUnasked = ([printer, error, paper]: readonly [number, number, number, number]): PrinterTrouble[] =>
  named([
    [bits(printer, 0x20), "cover-open"],
    [bits(error, 0x08), "cutter-error"],
    [bits(error, 0x04) || bits(error, 0x20), "other"],
    [bits(error, 0x40), "overheated"],
    [bits(paper, 0x0c), "paper-out"],
    [bits(paper, 0x03), "paper-near-end"],
    [bits(printer, 0x08), "offline"],
  ]);

/** What the answer to `GS r 1` says of the paper. */
export const troublesInOrder = (value: number): PrinterTrouble[] =>
  named([
    [bits(value, 0x0c), "paper-out"],
    [bits(value, 0x03), "paper-near-end"],
  ]);

/** Troubles that name no cause. */
const VAGUE: readonly PrinterTrouble[] = ["other", "offline"];

/** The trouble that keeps a printer from printing; null when it prints. One that names a cause goes before one that does not. */
export function stopping(troubles: readonly PrinterTrouble[]): PrinterTrouble | null {
  const hard: PrinterTrouble[] = troubles.filter((trouble) => trouble !== "paper-near-end");
  return hard.find((trouble) => !VAGUE.includes(trouble)) ?? VAGUE.find((trouble) => hard.includes(trouble)) ?? null;
}

/** A hot head cools and the printer goes on by itself; whatever else stops it waits for a person. */
export const waitsForPerson = (trouble: PrinterTrouble | null): trouble is PrinterTrouble =>
  trouble !== null && trouble !== "overheated";
