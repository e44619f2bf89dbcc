import { connect, type Socket } from "node:net";
import { z } from "zod";
import { asFault, PrinterFault, withDeadline } from "#station/printing/printer-fault.ts";
import { reach, type AllowedAddresses } from "#station/printing/printer-addresses.ts";
import type { Printer } from "#station/printing/printer.ts";
import type { Wire, WireListener } from "./conversation.ts";
import { slipPrinter } from "./slip-printer.ts";
import { SlipLimits } from "./slip-protocol.ts";

/** An open socket as a line. It reads from the first moment on. */
function wireOf(socket: Socket): Wire {
  let listener: WireListener | null = null;
  let early: Buffer[] = [];
  let lost: PrinterFault | null = null;
  const ended = Promise.withResolvers<void>();
  const lose = (fault: PrinterFault) => {
    if (lost !== null) return;
    lost = fault;
    listener?.lost(fault);
  };
  socket.on("data", (piece: Buffer) => {
    if (listener !== null) listener.bytes(piece);
    else if (early.length < 8) early.push(piece);
  });
  socket.on("end", () => lose(new PrinterFault("connection-lost", "the printer ended the connection")));
  socket.on("error", (error) => lose(asFault(error)));
  socket.on("close", () => {
    lose(new PrinterFault("connection-lost", "the connection closed"));
    ended.resolve();
  });
  // `destroy` would leave the system to deliver what it holds: a slip could come out of a revived printer long after it was given up.
  // `resetAndDestroy` alone waits for what is still to be written, which a stalled printer never takes; `destroy` after it resets at once.
  // After our own end a reset is refused by the system, and the socket would stay open for ever.
  const drop = () => void (socket.writableEnded ? socket.destroy() : socket.resetAndDestroy().destroy());
  return {
    listen(one) {
      listener = one;
      for (const piece of early) one.bytes(piece);
      early = [];
      if (lost !== null) one.lost(lost);
    },
    async write(bytes, stallMs) {
      const taken = Promise.withResolvers<void>();
      socket.write(bytes, (error) => (error == null ? taken.resolve() : taken.reject(asFault(error))));
      await withDeadline(taken.promise, stallMs, "room for data");
    },
    async end(waitMs) {
      socket.end();
      await withDeadline(ended.promise, waitMs, "the printer's end").catch(drop);
    },
    drop,
  };
}

/** Before there is a connection, silence means that the printer is away. */
async function inTime<T>(promise: Promise<T>, ms: number, awaited: string): Promise<T> {
  try {
    return await withDeadline(promise, ms, awaited);
  } catch (error) {
    const fault = asFault(error);
    throw fault.trouble === "no-answer" ? new PrinterFault("offline", fault.detail) : fault;
  }
}

/** Connects within the deadline; a printer that is off, away or already taken is `offline`. */
async function openTcp(
  { host, port, connectMs }: EscposTcpOptions,
  allowed: AllowedAddresses,
  signal: AbortSignal,
): Promise<Wire> {
  const { lookup } = await inTime(reach(allowed(), { host, port }), connectMs, "the host's address");
  if (signal.aborted) throw new PrinterFault("cancelled", "given up before connecting");
  const socket = connect({ host, port, lookup, noDelay: true, keepAlive: true, allowHalfOpen: true });
  const wire = wireOf(socket);
  const connected = Promise.withResolvers<void>();
  const cancel = () => connected.reject(new PrinterFault("cancelled", "given up while connecting"));
  socket.once("connect", () => connected.resolve());
  socket.once("error", (error) => connected.reject(new PrinterFault("offline", error.message)));
  signal.addEventListener("abort", cancel, { once: true });
  try {
    await inTime(connected.promise, connectMs, "a connection");
    return wire;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

/** A slip printer on the network: where it is, how it proves that it printed, and every wait. */
export const EscposTcpOptions = SlipLimits.extend({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535).default(9100),
  connectMs: z.int().positive().max(60_000).default(3_000),
});
export type EscposTcpOptions = z.infer<typeof EscposTcpOptions>;

/** An ESC/POS slip printer over TCP (网口小票机). */
export const escposTcpPrinter = (options: EscposTcpOptions, allowed: AllowedAddresses): Printer =>
  slipPrinter((signal) => openTcp(options, allowed, signal), options);
