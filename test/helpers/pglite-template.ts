import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openPglite } from "#central/db/pglite.ts";
import { projectRoot } from "#station/lib/resources.ts";

/** Makes a folder below `node_modules/.cache` once for all test runs; `make` fills the folder that it is given. */
async function cachedFolder(name: string, make: (dir: string) => Promise<void> | void): Promise<string> {
  const cache = join(projectRoot(), "node_modules", ".cache", "test-templates");
  const made = join(cache, name);
  if (existsSync(made)) return made;
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, "making-"));
  try {
    await make(making);
    renameSync(making, made);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    // Another worker may have been first, and made the same.
    if (!existsSync(made)) throw error;
  }
  return made;
}

function pgliteVersion(): string {
  const file = join(projectRoot(), "node_modules", "@electric-sql", "pglite", "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/** Puts an embedded database, empty as a first opening makes it, into a folder: making one takes ten times as long. */
export async function plantPglite(dir: string): Promise<void> {
  const template = await cachedFolder(`pglite-${pgliteVersion()}`, async (making) => {
    await (await openPglite(making)).close();
  });
  cpSync(join(template, "pgdata"), join(dir, "pgdata"), { recursive: true });
}
