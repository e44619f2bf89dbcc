import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { RegisterFile } from "#shared/contract/centre/register.ts";
import type { Now } from "#shared/time/instant.ts";
import { errorCode } from "#central/lib/errors.ts";
import { ENROLMENT_CODE_FILE, openPglite } from "#central/db/pglite.ts";
import { setMissingKinds } from "#central/db/stations.ts";
import type { Register } from "#central/http/routes/register.ts";
import type { Log } from "#central/lib/log.ts";
import { makeEnrolmentCode } from "#central/lib/secrets.ts";
import { startCentre } from "./start-centre.ts";

/** A register from a JSON file that is read once; throws if it is none. */
function fileRegister(file: string | URL): Register {
  const { source, asOf, companies = [], projects = [] } = RegisterFile.parse(JSON.parse(readFileSync(file, "utf8")));
  const company = new Map(companies.map((one) => [one.creditCode, { ...one, source, asOf }]));
  const project = new Map(projects.map((one) => [one.projectCode, { ...one, source, asOf }]));
  return {
    findCompany: async (code) => company.get(code) ?? null,
    findProject: async (code) => project.get(code) ?? null,
  };
}

/** The made-up companies and projects of the demonstration; `resources/` is two folders up, also from a bundle. */
export const demoRegister = (): Register =>
  fileRegister(new URL("../../resources/register/demo-companies.json", import.meta.url));

const DEMO_HALL = "演示大厅 Demo hall";

/** A demonstration centre in this process, with the code that enrols stations into its only hall. */
export type EmbeddedCentre = { url: string; enrolmentCode: string; close: () => Promise<void> };

/** Opens the demonstration centre on a folder: PGlite, one hall, loopback only, any free port unless one is named. */
export async function openEmbeddedCentre(
  dir: string,
  options: { now: Now; port?: number; log?: Log | null },
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
    // Its only station is the one on whose machine it runs, which an older version enrolled without a kind.
    await setMissingKinds(sql, "window");
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

/** The demonstration's code, made once. Its file appears complete and readable by its owner only. */
function keptCode(dir: string): string {
  const file = join(dir, ENROLMENT_CODE_FILE);
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
