import { createHash } from "node:crypto";
import { constants, copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "#station/db/database.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { projectRoot, resourcesDir } from "#station/lib/resources.ts";
import { DEMO_PEOPLE, DEMO_PIN, insertDemoPeople } from "#station/people/demo-people.ts";
import type { PinCost } from "#station/people/pin-hash.ts";
import { checkProfiles, type CheckedProfiles } from "#station/rules/profile-registry.ts";
import { storeFile } from "#station/core/station-folder.ts";

/** The folder of the made-up localities. */
export const fixtureProfiles = (): string => join(projectRoot(), "test", "fixtures", "profiles");

/** Tests sign in often and guard nothing by it. */
const TEST_PIN_COST: PinCost = { N: 1024, r: 8, p: 1 };

/** What the template is made of: another layout or other people make another file. */
const templateKey = (): string =>
  createHash("sha256")
    .update(JSON.stringify([allMigrations, DEMO_PEOPLE, DEMO_PIN, TEST_PIN_COST]))
    .digest("hex")
    .slice(0, 16);

let template: string | null = null;

/** A store with every migration and the invented people, made once for all test runs: both cost more than most tests. */
async function templateFile(): Promise<string> {
  if (template !== null) return template;
  const cache = join(projectRoot(), "node_modules", ".cache", "store-templates");
  const file = join(cache, `${templateKey()}.db`);
  if (!existsSync(file)) {
    mkdirSync(cache, { recursive: true });
    const dir = mkdtempSync(join(cache, "making-"));
    const db = await openDatabase(storeFile(dir));
    await insertDemoPeople(db, TEST_PIN_COST);
    db.close();
    // Another worker may make it at the same moment: a rename is whole, and both files say the same.
    renameSync(storeFile(dir), file);
    rmSync(dir, { recursive: true });
  }
  template = file;
  return file;
}

/**
 * Puts a copy of the template into a folder that has no store yet. It holds no station: each hall makes its own
 * with the ids and the random numbers of its test, as it would in an empty store.
 */
export async function plantStore(dir: string): Promise<void> {
  if (existsSync(storeFile(dir))) return;
  copyFileSync(await templateFile(), storeFile(dir), constants.COPYFILE_EXCL);
}

let checkedProfiles: CheckedProfiles | null = null;

/** The shipped and the made-up localities, read and checked once per worker, and the low cost of the template's PINs. */
export function testProfiles(): { profileDirs: string[]; checkedProfiles: CheckedProfiles; pinCost: PinCost } {
  checkedProfiles ??= checkProfiles(join(resourcesDir(), "profiles"), fixtureProfiles());
  return { profileDirs: [fixtureProfiles()], checkedProfiles, pinCost: TEST_PIN_COST };
}
