import { existsSync, readFileSync } from "node:fs";
import { resolveProfile } from "#shared/profile/load-profile.ts";
import type { Profile } from "#shared/profile/profile.ts";

const folders = [
  new URL("../../resources/profiles/", import.meta.url),
  new URL("../fixtures/profiles/", import.meta.url),
];

/** The parsed JSON of a shipped profile, or else of a made-up one; undefined where there is none. */
export function findRawProfile(id: string): unknown {
  const file = folders.map((folder) => new URL(`${id}.json`, folder)).find((each) => existsSync(each));
  return file === undefined ? undefined : JSON.parse(readFileSync(file, "utf8"));
}

/** A shipped or made-up profile by its id, resolved and checked. */
export const readProfile = (id: string): Profile => resolveProfile(findRawProfile(id), `${id}.json`, findRawProfile);
