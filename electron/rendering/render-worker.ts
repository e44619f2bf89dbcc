import { parentPort } from "node:worker_threads";
import type { SlipLine } from "#templates/slip/slip-line.ts";
import type { PdfDefinition } from "#templates/drawing/pdf-definition.ts";
import type { EscPosOptions } from "./slip-escpos.ts";

/** What the worker can make: the pages of a document, a slip as a picture, or a slip as its printer's commands. */
export type RenderWork =
  | { kind: "pdf"; definition: PdfDefinition }
  | { kind: "slip-picture"; lines: readonly SlipLine[] }
  | { kind: "slip-commands"; lines: readonly SlipLine[]; options: EscPosOptions };
/** What the worker is asked, and what it answers. */
export type RenderRequest = { id: number; work: RenderWork };
/** What the worker answers: what it made, or what went wrong. */
export type RenderAnswer = { id: number; bytes: Uint8Array } | { id: number; error: RenderFault };
/** What was thrown while drawing, as the program's own thread logs it. */
export type RenderFault = { name: string; message: string; stack: string };

/** Each way of drawing is loaded when first asked for: a window that prints slips alone never opens the writer of pages. */
async function make(work: RenderWork): Promise<Buffer> {
  switch (work.kind) {
    case "pdf": {
      const { renderPdfHere } = await import("./pdf.ts");
      return renderPdfHere(work.definition);
    }
    case "slip-picture": {
      const { drawSlip } = await import("./slip-raster.ts");
      return drawSlip(work.lines);
    }
    case "slip-commands": {
      const { encodeSlip } = await import("./slip-escpos.ts");
      return encodeSlip(work.lines, work.options);
    }
  }
}

// Requests are worked one after another: two at once would only double the memory.
let queue: Promise<void> = Promise.resolve();

parentPort?.on("message", (request: RenderRequest) => {
  queue = queue.then(async () => {
    let answer: RenderAnswer;
    try {
      answer = { id: request.id, bytes: new Uint8Array(await make(request.work)) };
    } catch (error) {
      const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
      answer = { id: request.id, error: { name, message, stack } };
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
    parentPort?.postMessage(answer);
  });
});
