import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem, type ProblemError } from "#shared/lib/problem.ts";
import type { PdfDefinition } from "#templates/drawing/pdf-definition.ts";
import type { SlipLine } from "#templates/slip/slip-line.ts";
import type { RenderAnswer, RenderFault, RenderRequest, RenderWork } from "./render-worker.ts";
import type { EscPosOptions } from "./slip-escpos.ts";

/** How long one document may take before its worker is ended, in milliseconds; a warm one takes under 100. */
const DEADLINE_MS = 60_000;
/** How long an idle worker is kept, in milliseconds: it holds the parsed fonts, about 200 MB. */
const IDLE_MS = 60_000;
/** Documents after which a worker is replaced once nothing waits: what its heap gathers from glyphs and layouts is given back. */
const DOCUMENTS_PER_WORKER = 300;
/** The worker's heap in MB: collected sooner than it would be by itself, and a document that needs more ends the worker, not the hall. */
const HEAP = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

type Waiting = { resolve: (pdf: Buffer) => void; reject: (error: ProblemError) => void; deadline: NodeJS.Timeout };

const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let idle: NodeJS.Timeout | null = null;
let lastId = 0;
let made = 0;

const failed = (detail: string, cause?: unknown): ProblemError =>
  problem(
    "pdf-failed",
    bilingual(`文书没有生成：${detail}`, `The document could not be made: ${detail}`),
    DATA_IS_SAFE,
    bilingual(
      "请重试；仍不行时运行“hall doctor”检查字体。",
      "Try again; if it fails again, run `hall doctor` to check the fonts.",
    ),
  ).causedBy(cause);

function answerRender(id: number, act: (one: Waiting) => void): void {
  const one = waiting.get(id);
  if (one === undefined) return;
  waiting.delete(id);
  clearTimeout(one.deadline);
  act(one);
}

/** Ends the worker now; documents under way fail with a problem, and the next one starts a new worker. */
export async function endRendering(detail = "渲染进程已结束", cause?: unknown): Promise<void> {
  const ending = worker;
  worker = null;
  if (idle !== null) clearTimeout(idle);
  for (const id of waiting.keys()) answerRender(id, (one) => one.reject(failed(detail, cause)));
  await ending?.terminate();
}

function rest(): void {
  if (waiting.size > 0) return;
  if (made >= DOCUMENTS_PER_WORKER) {
    void endRendering();
    return;
  }
  worker?.unref();
  // The last answer of a worker that was ended may come after another's: one timer, or the older would end the newer's work.
  if (idle !== null) clearTimeout(idle);
  idle = setTimeout(() => void endRendering(), IDLE_MS);
  idle.unref();
}

/** What was thrown in the worker, with the place where it was thrown there. */
function asError({ name, message, stack }: RenderFault): Error {
  const error = new Error(message);
  error.name = name;
  error.stack = stack;
  return error;
}

function start(): Worker {
  // The worker lies beside this file: `.ts` in the source tree, `.cjs` in a package.
  const here = fileURLToPath(import.meta.url);
  made = 0;
  const started = new Worker(join(dirname(here), `render-worker${extname(here)}`), { resourceLimits: HEAP });
  started.on("message", (answer: RenderAnswer) => {
    made += 1;
    answerRender(answer.id, (one) =>
      "bytes" in answer
        ? one.resolve(Buffer.from(answer.bytes.buffer, answer.bytes.byteOffset, answer.bytes.byteLength))
        : one.reject(failed(answer.error.message, asError(answer.error))),
    );
    rest();
  });
  started.on("error", (error) => void (worker === started && endRendering(error.message, error)));
  started.on("exit", (code) => void (worker === started && endRendering(`渲染进程退出（${code}）`)));
  return started;
}

/** Has something drawn in a worker thread, so that the counter never waits; rejects with a problem. */
export function renderBeside(work: RenderWork): Promise<Buffer> {
  if (idle !== null) clearTimeout(idle);
  worker ??= start();
  const current = worker;
  current.ref();
  lastId += 1;
  const request: RenderRequest = { id: lastId, work };
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => void endRendering(`超过 ${DEADLINE_MS / 1000} 秒`), DEADLINE_MS);
    waiting.set(request.id, { resolve, reject, deadline });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
    current.postMessage(request);
  });
}

/** Renders a definition to a PDF in the worker thread; rejects with a problem. */
export const renderPdf = (definition: PdfDefinition): Promise<Buffer> => renderBeside({ kind: "pdf", definition });

/** Draws a slip as a PNG in the worker thread: its fonts and its QR code would hold up the counter; rejects with a problem. */
export const renderSlipPicture = (lines: readonly SlipLine[]): Promise<Buffer> =>
  renderBeside({ kind: "slip-picture", lines });

/** Writes a slip in its printer's own commands in the worker thread, where a line may have to be drawn; rejects with a problem. */
export const renderSlipCommands = (lines: readonly SlipLine[], options: EscPosOptions): Promise<Buffer> =>
  renderBeside({ kind: "slip-commands", lines, options });
