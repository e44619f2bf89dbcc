import type { SlipLine } from "#templates/slip-line.ts";
import { renderBeside } from "./render-pdf.ts";
import type { EscPosOptions } from "./slip-escpos.ts";

/** Draws a slip as a PNG in the worker thread: its fonts and its QR code would hold up the counter; rejects with a problem. */
export const renderSlipPicture = (lines: readonly SlipLine[]): Promise<Buffer> =>
  renderBeside({ kind: "slip-picture", lines });

/** Writes a slip in its printer's own commands in the worker thread, where a line may have to be drawn; rejects with a problem. */
export const renderSlipCommands = (lines: readonly SlipLine[], options: EscPosOptions): Promise<Buffer> =>
  renderBeside({ kind: "slip-commands", lines, options });
