import type { PrinterFault } from "./printer-fault.ts";

/** What comes from the printer, as it comes; `lost` once, when the other side has ended or the line broke. */
export type WireListener = { bytes: (piece: Buffer) => void; lost: (fault: PrinterFault) => void };

/** A two-way line to a printer that is open (连接): over TCP, or a device file. */
export type Wire = {
  /** From now on, and what came before; one listener. */
  listen: (listener: WireListener) => void;
  /** Settles once the system has taken all the bytes; rejects with a `PrinterFault` when the line breaks or nothing moves for `stallMs`. */
  write: (bytes: Buffer, stallMs: number) => Promise<void>;
  /** Says that no more comes, waits for the printer's own end, and lets go after `waitMs` in any case. */
  end: (waitMs: number) => Promise<void>;
  /** Lets go at once and takes back what the system has not delivered yet, so that it does not come out later. */
  drop: () => void;
};
