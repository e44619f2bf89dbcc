import { parentPort } from "node:worker_threads";
import type { PdfDefinition } from "../../templates/pdf-definition.ts";
import { renderPdfHere } from "./render-pdf-here.ts";

/** What the worker is asked, and what it answers. */
export type RenderRequest = { id: number; definition: PdfDefinition };
/** What the worker answers: the bytes of the PDF, or what went wrong. */
export type RenderAnswer = { id: number; pdf: Uint8Array } | { id: number; error: string };

// Requests are worked one after another: two at once would only double the memory.
let queue: Promise<void> = Promise.resolve();

parentPort?.on("message", (request: RenderRequest) => {
  queue = queue.then(async () => {
    let answer: RenderAnswer;
    try {
      answer = { id: request.id, pdf: new Uint8Array(await renderPdfHere(request.definition)) };
    } catch (error) {
      answer = { id: request.id, error: error instanceof Error ? error.message : String(error) };
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
    parentPort?.postMessage(answer);
  });
});
