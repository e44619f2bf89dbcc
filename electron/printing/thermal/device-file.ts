import { execFile } from "node:child_process";
import { close, constants, fstatSync, open, read, write } from "node:fs";
import { isatty } from "node:tty";
import { promisify } from "node:util";
import { z } from "zod";
import { asFault, PrinterFault, withDeadline } from "#station/printing/printer-fault.ts";
import type { Printer } from "#station/printing/printer.ts";
import type { Wire, WireListener } from "./conversation.ts";
import { slipPrinter } from "./slip-printer.ts";
import { SlipLimits } from "./slip-protocol.ts";

const run = promisify(execFile);

/**
 * Sets a serial line to pass bytes as they are, eight bits, no parity. Without this a terminal device echoes, and turns every line end and
 * some Chinese bytes into others. Needs the system's own `stty` (or `mode` on Windows).
 */
async function setSerialLine(path: string, baud: number | null, waitMs: number): Promise<void> {
  const [command, words] =
    process.platform === "win32"
      ? [
          "mode",
          [path.replace(/^\\\\\.\\/, ""), ...(baud === null ? [] : [`BAUD=${baud}`]), "PARITY=N", "DATA=8", "STOP=1"],
        ]
      : [
          "stty",
          [
            process.platform === "darwin" ? "-f" : "-F",
            path,
            ...(baud === null ? [] : [String(baud)]),
            "raw",
            "-echo",
            "cs8",
            "-parenb",
            "-cstopb",
          ],
        ];
  try {
    await run(command as string, words as string[], { timeout: waitMs });
  } catch (error) {
    throw asFault(error, "offline");
  }
}

const openFile = promisify(open);
const closeFile = promisify(close);

/** Between two looks at a device that had no room, or nothing to say. */
const LOOK_MS = 10;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "");
const isBusy = (error: unknown): boolean => codeOf(error) === "EAGAIN" || codeOf(error) === "EINTR";

/** What `read` and `write` gave: a count, or null when the device had no room or nothing to say. */
const countOrBusy = (act: (done: (error: Error | null, count: number) => void) => void): Promise<number | null> =>
  new Promise((resolve, reject) => {
    act((error, count) => {
      if (error === null) resolve(count);
      else if (isBusy(error)) resolve(null);
      else reject(asFault(error));
    });
  });

/** An open device as a line. It never waits inside the system, where nothing could end the wait. */
function wireOf(fd: number, answers: boolean): Wire {
  const device = { closed: false };
  const letGo = async (): Promise<void> => {
    if (device.closed) return;
    device.closed = true;
    await closeFile(fd).catch(() => undefined);
  };
  const readAll = async (listener: WireListener): Promise<void> => {
    const buffer = Buffer.alloc(256);
    while (!device.closed) {
      const count = await countOrBusy((done) => read(fd, buffer, 0, buffer.length, null, done));
      // A terminal device gives 0 bytes, not EAGAIN, when it has nothing to say.
      if (count === null || count === 0) await pause(LOOK_MS);
      else listener.bytes(Buffer.from(buffer.subarray(0, count)));
    }
  };
  return {
    listen(listener) {
      if (answers) void readAll(listener).catch((error: unknown) => device.closed || listener.lost(asFault(error)));
    },
    async write(bytes, stallMs) {
      let sent = 0;
      let moved = performance.now();
      while (sent < bytes.length) {
        if (device.closed) throw new PrinterFault("connection-lost", "the device was let go");
        const from = sent;
        const count = await withDeadline(
          countOrBusy((done) => write(fd, bytes, from, bytes.length - from, null, done)),
          stallMs,
          "room for data",
        );
        if (count !== null && count > 0) {
          sent += count;
          moved = performance.now();
        } else if (performance.now() - moved > stallMs) {
          throw new PrinterFault("no-answer", `room for data: nothing for ${stallMs} ms`);
        } else {
          await pause(LOOK_MS);
        }
      }
    },
    // A serial device may stay in `close` until its last byte is out.
    end: (waitMs) => withDeadline(letGo(), waitMs, "the device's end").catch(() => undefined),
    drop: () => void letGo(),
  };
}

/**
 * Opens a device file. Bytes that the system's own small buffer holds cannot be taken back from it, other than on a socket; at most some
 * thousand bytes may still come out of a device that was given up.
 */
async function openDeviceFile(path: string, baud: number | null, answers: boolean, waitMs: number): Promise<Wire> {
  const { O_RDWR, O_WRONLY, O_NONBLOCK, O_NOCTTY } = constants;
  const opening = openFile(path, (answers ? O_RDWR : O_WRONLY) | (O_NONBLOCK ?? 0) | (O_NOCTTY ?? 0));
  let fd: number;
  try {
    fd = await withDeadline(opening, waitMs, "the device");
  } catch (error) {
    void opening.then(closeFile, () => undefined);
    throw asFault(error, "offline").trouble === "no-answer"
      ? new PrinterFault("offline", "the device does not open")
      : asFault(error, codeOf(error) === "EBUSY" ? "busy" : "offline");
  }
  try {
    if (fstatSync(fd).isFile()) throw new PrinterFault("refused", "a plain file, no device");
    if (isatty(fd) || (process.platform === "win32" && baud !== null)) await setSerialLine(path, baud, waitMs);
    return wireOf(fd, answers);
  } catch (error) {
    await closeFile(fd).catch(() => undefined);
    throw error;
  }
}

/** A slip printer on a cable: its device file, e.g. `/dev/usb/lp0`, `/dev/ttyUSB0`, `\\.\COM3`, and for a serial line its speed. */
export const DeviceFileOptions = SlipLimits.extend({
  path: z.string().min(1).max(260),
  baud: z.int().min(1_200).max(921_600).nullable().default(null),
  openMs: z.int().positive().max(60_000).default(3_000),
});
export type DeviceFileOptions = z.infer<typeof DeviceFileOptions>;

/**
 * An ESC/POS slip printer behind a device file (USB、串口小票机). On Windows a read of a port cannot be ended, so nothing is asked there
 * and the outcome is at most `sent`; for a Windows driver use its spooler instead.
 */
export function deviceFilePrinter(options: DeviceFileOptions): Printer {
  const proof = process.platform === "win32" ? "none" : options.proof;
  return slipPrinter(() => openDeviceFile(options.path, options.baud, proof !== "none", options.openMs), {
    ...options,
    proof,
  });
}
