import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CheckedProfiles } from "./profile-shelf.ts";

/** What the build says of the shipped profiles, beside the program that runs from `here`; null in the source tree, which checks them anew. */
export function profilesOfBuild(here = fileURLToPath(import.meta.url)): CheckedProfiles | null {
  const file = join(dirname(here), "checked-profiles.json");
  return extname(here) === ".ts" || !existsSync(file)
    ? null
    : (JSON.parse(readFileSync(file, "utf8")) as CheckedProfiles);
}
