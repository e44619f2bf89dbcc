import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Now } from "#shared/time.ts";
import { demoRegister } from "./demo-register.ts";
import { errorCode } from "./db/database-problem.ts";
import { openPglite } from "./db/pglite.ts";
import type { LogSink } from "./request-log.ts";
import { makeEnrolmentCode } from "./secrets.ts";
import { startCentre } from "./start-centre.ts";

const DEMO_HALL = "演示大厅 Demo hall";
const CODE_FILE = "enrolment-code";

/** A demonstration centre in this process, with the code that enrols stations into its one hall. */
export type EmbeddedCentre = { url: string; enrolmentCode: string; close: () => Promise<void> };

/** Opens the embedded demonstration centre on a folder: PGlite, one hall, loopback only; any free port unless one is named. */
export async function openEmbeddedCentre(
  dir: string,
  options: { now: Now; port?: number; log?: LogSink | null },
): Promise<EmbeddedCentre> {
  const sql = await openPglite(dir);
  try {
    const enrolmentCode = keptCode(dir);
    const centre = await startCentre({
      sql,
      port: options.port ?? 0,
      now: options.now,
      enrolmentCodes: [{ hallName: DEMO_HALL, code: enrolmentCode }],
      log: options.log ?? null,
      register: demoRegister(),
    });
    return {
      url: centre.url,
      enrolmentCode,
      close: async () => {
        await centre.close();
        await sql.close();
      },
    };
  } catch (error) {
    await sql.close();
    throw error;
  }
}

/** The demonstration's code, made once; its file comes into being whole and readable by its owner only. */
function keptCode(dir: string): string {
  const file = join(dir, CODE_FILE);
  try {
    const kept = readFileSync(file, "utf8").trim();
    if (kept !== "") return kept;
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
  const code = makeEnrolmentCode();
  const draft = `${file}.${randomUUID()}`;
  const handle = openSync(draft, "wx", 0o600);
  try {
    writeSync(handle, `${code}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
  return code;
}
