import { close, constants, fstatSync, open, read, write } from "node:fs";
import { promisify } from "node:util";
import { isatty } from "node:tty";
import { withDeadline } from "./deadline.ts";
import { asFault, PrinterFault } from "./printer-fault.ts";
import { setSerialLine } from "./serial-line.ts";
import type { Wire, WireListener } from "./wire.ts";

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
export async function openDeviceFile(
  path: string,
  baud: number | null,
  answers: boolean,
  waitMs: number,
): Promise<Wire> {
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
