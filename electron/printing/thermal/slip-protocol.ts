import { z } from "zod";

/**
 * Longer than any picture that a slip sends as one command. These bytes fill up a command that was cut off; anywhere
 * else they mean nothing.
 */
export const FILL = Buffer.alloc(8_192);

/** `ESC @`, feed and cut: what a broken job left on the paper does not stand above the next applicant's slip. */
export const PART_FROM_LAST = Buffer.from([0x1b, 0x40, 0x1d, 0x56, 0x42, 0x00]);

/** Text of another language than the printer's would come out by the metre. */
export const isSlip = (bytes: Buffer): boolean => bytes[0] === 0x1b && bytes[1] === 0x40;

/**
 * What a printer can be asked, from the strongest to none; each is a setting of the model.
 * - `process-id`: `GS ( H` has the printer name our job once all before it is printed. Nothing else can give that answer: it proves.
 * - `paper-status`: `GS r` is answered in the order of the data, so an answer after the data says that all of it was carried out, the cut
 *   included. One byte names no job; it is asked twice and the rest of the line watched, so that no single stray byte passes for it.
 * - `real-time`: `DLE EOT` is answered at once, over the data: it says that the printer stands ready, not that it printed.
 * - `none`: a line that only takes.
 * The first two give `device-confirmed`; the others `sent`. A model whose firmware answers `GS r` out of order must be set to `real-time`.
 */
export const SlipProof = z.enum(["process-id", "paper-status", "real-time", "none"]);
export type SlipProof = z.infer<typeof SlipProof>;

const Wait = z.int().positive().max(120_000);

/** Every wait of a conversation with a slip printer, in milliseconds. */
export const SlipLimits = z.strictObject({
  proof: SlipProof.default("paper-status"),
  /** For an answer that comes at once. */
  answerMs: Wait.default(2_000),
  /** For the system to take the next piece of data. */
  stallMs: Wait.default(10_000),
  /** From the last byte to the answer that all is printed. */
  finishMs: Wait.default(20_000),
  /** Between two questions while it prints. */
  pollMs: Wait.default(500),
  /** For the printer's own end of the line after ours. */
  closeMs: Wait.default(2_000),
});
export type SlipLimits = z.infer<typeof SlipLimits>;
