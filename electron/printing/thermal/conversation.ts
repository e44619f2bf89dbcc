import { randomInt } from "node:crypto";
import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";
import { PrinterFault, withDeadline } from "#station/printing/printer-fault.ts";
import {
  type PrinterSays,
  statusBytes,
  type StatusQuestion,
  stopping,
  troublesInOrder,
  troublesOf,
  troublesUnasked,
  waitsForPerson,
} from "./status.ts";

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

/** More status than any job gives rise to; a printer that says more is broken, or none. */
const MAX_STATUS_BYTES = 8_192;

/**
 * Questions and answers over one line (会话). Whatever comes is read at once: a printer whose answers nobody reads
 * stops taking data.
 */
export type Conversation = {
  /** Asks in real time (`DLE EOT`). */
  ask: (question: StatusQuestion, waitMs: number) => Promise<PrinterTrouble[]>;
  /** Asks in the order of the data, by the model's proof; settles when all that was written before has been carried out. */
  askBehindData: (proof: "process-id" | "paper-status", waitMs: number) => Promise<PrinterTrouble[]>;
  write: (bytes: Buffer, stallMs: number) => Promise<void>;
  /** Ends the conversation from our side, e.g. because the program closes. */
  stop: (fault: PrinterFault) => void;
  /** What broke it, or null. An answer that nobody asked for breaks it too, as answers can then be confused. */
  fault: () => PrinterFault | null;
};

type Waiter = { takes: (said: PrinterSays) => boolean; resolve: (said: PrinterSays) => void };

const PROCESS_NAME = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const processName = (): string =>
  Array.from({ length: 4 }, () => PROCESS_NAME.charAt(randomInt(PROCESS_NAME.length))).join("");

/** Begins to listen on an open line. */
export function converse(wire: Wire): Conversation {
  const next = statusBytes();
  const waiting = new Set<Waiter>();
  const ourNames = new Set<string>();
  const broken = Promise.withResolvers<never>();
  // Nobody may be waiting at the moment it breaks; `fault` tells those who ask later.
  broken.promise.catch(() => undefined);
  let fault: PrinterFault | null = null;
  let read = 0;

  const breakOff = (why: PrinterFault) => {
    fault ??= why;
    broken.reject(fault);
  };
  const unexpected = (said: PrinterSays) => {
    // The name of a job of another time or station, which a shared line may bring us; ours come once.
    if (said.kind === "finished" && !ourNames.has(said.name)) return;
    breakOff(new PrinterFault("wrong-answer", `an answer that was not asked for: ${JSON.stringify(said)}`));
  };
  const hear = (said: PrinterSays) => {
    if (said.kind === "unasked") {
      const trouble = stopping(troublesUnasked(said.bits));
      if (waitsForPerson(trouble)) breakOff(new PrinterFault(trouble, "said by the printer unasked"));
      return;
    }
    const waiter = [...waiting].find((one) => one.takes(said));
    if (waiter === undefined) unexpected(said);
    else {
      waiting.delete(waiter);
      waiter.resolve(said);
    }
  };
  wire.listen({
    bytes(piece) {
      for (const byte of piece) {
        if (fault !== null) return;
        read += 1;
        const said = next(byte);
        if (said !== null) hear(said);
        if (read > MAX_STATUS_BYTES)
          breakOff(new PrinterFault("wrong-answer", `more than ${MAX_STATUS_BYTES} bytes of status`));
      }
    },
    lost: breakOff,
  });

  const write = async (bytes: Buffer, stallMs: number): Promise<void> => {
    if (fault !== null) throw fault;
    await Promise.race([wire.write(bytes, stallMs), broken.promise]);
  };
  const exchange = async (question: number[], takes: Waiter["takes"], waitMs: number): Promise<PrinterSays> => {
    const answer = Promise.withResolvers<PrinterSays>();
    const waiter = { takes, resolve: answer.resolve };
    waiting.add(waiter);
    try {
      await write(Buffer.from(question), waitMs);
      return await withDeadline(Promise.race([answer.promise, broken.promise]), waitMs, "an answer");
    } finally {
      waiting.delete(waiter);
    }
  };

  return {
    write,
    stop: breakOff,
    fault: () => fault,
    async ask(question, waitMs) {
      const said = await exchange([0x10, 0x04, question], (one) => one.kind === "real-time", waitMs);
      return said.kind === "real-time" ? troublesOf(question, said.bits) : [];
    },
    async askBehindData(proof, waitMs) {
      if (proof === "paper-status") {
        const said = await exchange([0x1d, 0x72, 1], (one) => one.kind === "in-order", waitMs);
        return said.kind === "in-order" ? troublesInOrder(said.bits) : [];
      }
      const name = processName();
      ourNames.add(name);
      await exchange(
        [0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, ...Buffer.from(name, "ascii")],
        (one) => one.kind === "finished" && one.name === name,
        waitMs,
      );
      return [];
    },
  };
}
