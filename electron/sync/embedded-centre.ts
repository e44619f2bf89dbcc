import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { z } from "zod";
import { say } from "../../shared/bilingual.ts";
import { DATA_IS_SAFE, problem } from "../../shared/problem.ts";
import { projectRoot } from "../resources.ts";

const READY_MS = 60_000;
const STOP_MS = 10_000;

const Address = z.object({ url: z.url(), enrolmentCode: z.string().optional() });

/** The demonstration centre as a process of its own, which ends with this one. */
export type EmbeddedCentreProcess = { url: string; enrolmentCode: string | null; close: () => Promise<void> };

/** Starts the embedded centre on a folder and waits until it answers; throws a problem that carries what it said. */
export async function startEmbeddedCentre(dir: string): Promise<EmbeddedCentreProcess> {
  const child = spawn(process.execPath, [join(projectRoot(), "central", "main.ts"), "--data", dir, "--port", "0", "--print-address"], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
  });
  let said = "";
  child.stderr.on("data", (part: Buffer) => {
    said = (said + part.toString("utf8")).slice(-2000);
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const failed = (why: string) =>
    problem("centre-not-started", say(`内嵌中心平台没有启动：${why}`, `The embedded centre did not start: ${why}`), DATA_IS_SAFE, say("窗口可以照常受理，记录会在中心可用后上报。", "Intake goes on; records are sent once the centre is there."));
  const address = await new Promise<z.infer<typeof Address>>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(failed(`${READY_MS / 1000} s`));
    }, READY_MS);
    const lines = createInterface({ input: child.stdout });
    lines.once("line", (line) => {
      clearTimeout(timer);
      lines.close();
      try {
        resolve(Address.parse(JSON.parse(line)));
      } catch (error) {
        reject(failed(String(error)));
      }
    });
    child.once("error", (error) => reject(failed(error.message)));
    void ended.then(() => {
      clearTimeout(timer);
      reject(failed(said.trim()));
    });
  });
  return {
    url: address.url,
    enrolmentCode: address.enrolmentCode ?? null,
    async close() {
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      child.stdin.end();
      await ended;
      clearTimeout(timer);
    },
  };
}
