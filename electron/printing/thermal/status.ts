import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";

/**
 * What an ESC/POS printer says, byte by byte. The kinds are told apart by their fixed bits (Epson's command reference, "transmitted
 * status"): real time `0xx1xx10`, first of four of automatic status `0xx1xx00`, in order `0xx0xxxx`; blocks begin with 37h.
 */
export type PrinterSays =
  /** The answer to `DLE EOT`, given at once whatever the printer is doing. */
  | { kind: "real-time"; bits: number }
  /** The answer to `GS r`, given when all commands before it have been carried out. */
  | { kind: "in-order"; bits: number }
  /** Automatic status back (ASB), sent unasked when something changes. */
  | { kind: "unasked"; bits: readonly [number, number, number, number] }
  /** The answer to `GS ( H`: all that came before this name has been printed. */
  | { kind: "finished"; name: string }
  /** No status of any kind. */
  | { kind: "stray"; byte: number };

/** The longest block that is read; a process name has four bytes. */
const MAX_BLOCK = 16;
const FLOW_CONTROL = [0x11, 0x13];

/** A reader that takes one byte and gives what it completes, or null; it keeps at most a block of 16 bytes. */
export function statusBytes(): (byte: number) => PrinterSays | null {
  let four: number[] = [];
  let block: number[] | null = null;
  const inBlock = (open: number[], byte: number): PrinterSays | null => {
    if (byte !== 0 && open.length < MAX_BLOCK) {
      open.push(byte);
      return null;
    }
    block = null;
    return byte === 0 && open[0] === 0x22
      ? { kind: "finished", name: String.fromCharCode(...open.slice(1)) }
      : { kind: "stray", byte };
  };
  return (byte) => {
    if (block !== null) return inBlock(block, byte);
    if (FLOW_CONTROL.includes(byte)) return null;
    // An answer in real time may come between the four bytes of a status that was being sent.
    if ((byte & 0x93) === 0x12) return { kind: "real-time", bits: byte };
    if (four.length > 0) {
      if ((byte & 0x90) !== 0) {
        four = [];
        return { kind: "stray", byte };
      }
      four.push(byte);
      const [first = 0, second = 0, third = 0, fourth = 0] = four;
      if (four.length < 4) return null;
      four = [];
      return { kind: "unasked", bits: [first, second, third, fourth] };
    }
    if ((byte & 0x93) === 0x10) {
      four = [byte];
      return null;
    }
    if (byte === 0x37) {
      block = [];
      return null;
    }
    return (byte & 0x90) === 0 ? { kind: "in-order", bits: byte } : { kind: "stray", byte };
  };
}

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
