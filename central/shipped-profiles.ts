import { existsSync, readFileSync } from "node:fs";

/** The parsed JSON of a shipped profile, for one that is laid over it; undefined where none is shipped. `resources/` lies one folder up in the source tree and two above a bundle. */
export function findShippedProfile(id: string): unknown {
  if (!/^[a-z][a-z0-9-]*$/.test(id)) return undefined;
  const file = ["../", "../../"]
    .map((up) => new URL(`${up}resources/profiles/${id}.json`, import.meta.url))
    .find((one) => existsSync(one));
  return file === undefined ? undefined : (JSON.parse(readFileSync(file, "utf8")) as unknown);
}
