import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { HelperCommand } from "#station/printing/windows/helper-process.ts";
import type { Plan, SpooledJob } from "./plan.ts";

/** An emulated Windows spooler: what was asked of it and what it printed outlives the helpers that were started. */
export type EmulatedSpooler = {
  command: HelperCommand;
  plan: (plan: Plan) => void;
  jobs: () => SpooledJob[];
  /** Every line that was asked, without the documents. */
  requests: () => string[];
  remove: () => void;
};

const EMULATOR = fileURLToPath(new URL("emulator.ts", import.meta.url));

/** Makes one; nothing runs until a helper is started. */
export function emulateSpooler(plan: Plan = {}): EmulatedSpooler {
  const dir = mkdtempSync(join(tmpdir(), "windows-spooler-"));
  const read = <T>(name: string): T[] =>
    existsSync(join(dir, name)) ? (JSON.parse(readFileSync(join(dir, name), "utf8")) as T[]) : [];
  const put = (next: Plan): void => writeFileSync(join(dir, "plan.json"), JSON.stringify(next));
  put(plan);
  return {
    command: { file: process.execPath, args: [EMULATOR, dir] },
    plan: put,
    jobs: () => read<SpooledJob>("jobs.json"),
    requests: () => read<string>("requests.json"),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
