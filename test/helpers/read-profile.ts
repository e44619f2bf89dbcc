import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { resolveProfile } from "#shared/profile/load-profile.ts";
import type { Profile } from "#shared/profile/profile.ts";

const folders = [
  join(import.meta.dirname, "../../resources/profiles"),
  join(import.meta.dirname, "../fixtures/profiles"),
];

/** The parsed JSON of a shipped profile, or else of a made-up one; undefined where there is none. */
export function findRawProfile(id: string): unknown {
  const file = folders.map((folder) => join(folder, `${id}.json`)).find((each) => existsSync(each));
  return file === undefined ? undefined : JSON.parse(readFileSync(file, "utf8"));
}

/** A shipped or made-up profile by its id, resolved and checked. */
export const readProfile = (id: string): Profile => resolveProfile(findRawProfile(id), `${id}.json`, findRawProfile);
