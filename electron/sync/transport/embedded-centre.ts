import { createInterface } from "node:readline";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import type { RollingFile } from "#station/lib/rolling-file.ts";
import { projectRoot } from "#station/lib/resources.ts";

const READY_MS = 60_000;
const STOP_MS = 10_000;

const Address = z.object({ url: z.url(), enrolmentCode: z.string().optional() });

/** The demonstration centre in a thread of its own, which ends with this process. */
export type EmbeddedCentreThread = { url: string; enrolmentCode: string | null; close: () => Promise<void> };

/**
 * The centre's program for code that runs from `here`. In the source tree it is `central/cli/main.ts`, in a package a
 * bundle beside the program.
 */
export function centreProgram(here = fileURLToPath(import.meta.url)): string {
  return extname(here) === ".ts" ? join(projectRoot(), "central", "cli", "main.ts") : join(dirname(here), "centre.cjs");
}

/**
 * Starts the embedded centre on a folder and waits until it answers; `signal` aborts the start. Throws a problem that
 * carries the centre's own message.
 */
export async function startEmbeddedCentre(
  dir: string,
  { program = centreProgram(), signal, log }: { program?: string; signal?: AbortSignal; log?: RollingFile } = {},
): Promise<EmbeddedCentreThread> {
  signal?.throwIfAborted();
  const worker = new Worker(program, {
    argv: ["--data", dir, "--port", "0", "--print-address"],
    stdin: true,
    stdout: true,
    stderr: true,
  });
  let said = "";
  worker.stderr.on("data", (part: Buffer | string) => {
    said = (said + part.toString()).slice(-2000);
  });
  createInterface({ input: worker.stderr }).on("line", (line) => log?.write(`${line}\n`));
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  const failed = (why: string) =>
    problem(
      "centre-not-started",
      bilingual(`内嵌中心平台没有启动：${why}`, `The embedded centre did not start: ${why}`),
      DATA_IS_SAFE,
      bilingual(
        "窗口可以照常受理，记录会在中心可用后同步。",
        "Intake goes on; records are sent once the centre is there.",
      ),
    );
  const address = await new Promise<z.infer<typeof Address>>((resolve, reject) => {
    const timer = setTimeout(() => {
      void worker.terminate();
      reject(failed(`${READY_MS / 1000} s`));
    }, READY_MS);
    const callOff = () => void worker.terminate();
    signal?.addEventListener("abort", callOff, { once: true });
    const lines = createInterface({ input: worker.stdout });
    lines.once("line", (line) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", callOff);
      lines.close();
      try {
        resolve(Address.parse(JSON.parse(line)));
      } catch (error) {
        reject(failed(String(error)));
      }
    });
    worker.once("error", (error) => reject(failed(error instanceof Error ? error.message : String(error))));
    void ended.then(() => {
      clearTimeout(timer);
      reject(failed(said.trim()));
    });
  });
  return {
    url: address.url,
    enrolmentCode: address.enrolmentCode ?? null,
    async close() {
      const timer = setTimeout(() => void worker.terminate(), STOP_MS);
      worker.stdin?.end();
      await ended;
      clearTimeout(timer);
    },
  };
}
