import { z } from "zod";
import type { Printer } from "./printer.ts";
import { slipPrinter } from "./thermal/slip-printer.ts";
import { SlipLimits } from "./thermal/slip-limits.ts";
import { openTcp } from "./thermal/tcp-wire.ts";

/** A slip printer on the network: where it is, how it proves that it printed, and every wait. */
export const EscposTcpOptions = SlipLimits.extend({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535).default(9100),
  connectMs: z.int().positive().max(60_000).default(3_000),
});
export type EscposTcpOptions = z.infer<typeof EscposTcpOptions>;

/** An ESC/POS slip printer over TCP (网口小票机). */
export const escposTcpPrinter = (options: EscposTcpOptions): Printer =>
  slipPrinter((signal) => openTcp(options.host, options.port, options.connectMs, signal), options);
