import { z } from "zod";
import type { Printer } from "./printer.ts";
import { openDeviceFile } from "./thermal/file-wire.ts";
import { SlipLimits } from "./thermal/slip-limits.ts";
import { slipPrinter } from "./thermal/slip-printer.ts";

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
