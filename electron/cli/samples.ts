import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { DraftBody } from "#shared/contract/draft-body.ts";
import { resourcesDir } from "#station/resources.ts";
import { readIntakeFile } from "./intake-file.ts";
import { readJsonFile } from "./read-json.ts";

/** One shipped intake file (示例申请): its locality, its number there, and what it asks for. */
export type Sample = { profileId: string; number: string; body: DraftBody };

const namesIn = (dir: string): string[] => readdirSync(dir).toSorted();

/** Every sample of `resources/samples/<profile>/<n>.json`; all people and companies in them are invented. */
export function readSamples(dir = join(resourcesDir(), "samples")): Sample[] {
  return namesIn(dir).flatMap((profileId) =>
    namesIn(join(dir, profileId)).map((name) => ({
      profileId,
      number: name.replace(/\.json$/, ""),
      body: readIntakeFile(readJsonFile(join(dir, profileId, name))).body,
    })),
  );
}
