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
const LONGEST_BLOCK = 16;
const FLOW_CONTROL = [0x11, 0x13];

/** A reader that takes one byte and gives what it completes, or null; it keeps at most a block of 16 bytes. */
export function statusBytes(): (byte: number) => PrinterSays | null {
  let four: number[] = [];
  let block: number[] | null = null;
  const inBlock = (open: number[], byte: number): PrinterSays | null => {
    if (byte !== 0 && open.length < LONGEST_BLOCK) {
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
