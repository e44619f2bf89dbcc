import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput, NOTHING_WRITTEN, ProblemError } from "#shared/lib/problem.ts";
import { lostCharacters, textOf } from "#shared/lib/text-file.ts";
import { resolveProfile } from "#shared/profile/load-profile.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { profileFor } from "#shared/profile/services.ts";
import type { LoadedProfile, ProfileRegistry, QuarantinedProfile } from "#station/core/loaded-profiles.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { sha256 } from "#station/lib/hashes.ts";

/** Profiles that a build has read and checked, with a digest of each file they were made of. */
export type CheckedProfiles = { digest: string; bodies: string[] };

/** The text of each file by its name without `.json`; an error if it cannot be read. */
type Files = Map<string, { file: string; text: string | Error }>;
type LoadedProfiles = { profiles: LoadedProfile[]; quarantined: QuarantinedProfile[] };

function readText(file: string): string | Error {
  try {
    return textOf(file, readFileSync(file));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/**
 * Every `*.json` of the folders. A later folder replaces files of the same name, even by a broken one: replaced rules
 * must not return unseen.
 */
function readFiles(dirs: readonly string[]): Files {
  const files: Files = new Map();
  for (const dir of dirs.filter((candidate) => existsSync(candidate))) {
    for (const name of readdirSync(dir)
      .filter((file) => file.endsWith(".json"))
      .sort()) {
      const id = name.slice(0, -".json".length);
      files.delete(id);
      files.set(id, { file: join(dir, name), text: readText(join(dir, name)) });
    }
  }
  return files;
}

const digestOf = (files: Files): string =>
  sha256(JSON.stringify([...files].map(([name, { text }]) => [name, String(text)])));

function parseRaw(file: string, text: string | Error): unknown {
  try {
    if (typeof text !== "string") throw text;
    const lost = lostCharacters(text);
    if (lost !== null) throw badInput([{ path: file, message: lost }]);
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof ProblemError ? error.problem.fields[0]?.message : null;
    throw new ProblemError({
      code: "profile-invalid",
      what: bilingual(`地方规则文件读不懂：${file}`, `A profile file cannot be read: ${file}`),
      safe: NOTHING_WRITTEN,
      next: why
        ? bilingual("请更正该文件，或移走它。", "Mend that file, or move it away.")
        : bilingual("请更正该文件的 JSON 格式，或移走它。", "Mend the JSON of that file, or move it away."),
      fields: [{ path: file, message: why ?? bilingual(String(error), String(error)) }],
    });
  }
}

const notItsName = (file: string, id: string): ProblemError =>
  new ProblemError({
    code: "profile-invalid",
    what: bilingual(`地方规则的 id 与文件名不一致：${file}`, `A profile's id is not its file's name: ${file}`),
    safe: NOTHING_WRITTEN,
    next: bilingual(
      `请把文件改名为 ${id}.json，或把 id 改为文件名。`,
      `Rename the file to ${id}.json, or set the id to the file's name.`,
    ),
    fields: [{ path: "id", message: bilingual(id, id) }],
  });

/** Reads and checks every file. A broken file is quarantined, and so is what it overrides. */
function resolveAll(files: Files): LoadedProfiles {
  const raws = new Map<string, unknown>();
  const quarantined: QuarantinedProfile[] = [];
  const profiles: LoadedProfile[] = [];
  const trying = (id: string, file: string, act: () => void): void => {
    try {
      act();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      quarantined.push({ id, file, problem: error.problem });
    }
  };
  for (const [id, { file, text }] of files) trying(id, file, () => raws.set(id, parseRaw(file, text)));
  for (const [id, raw] of raws) {
    const file = files.get(id)?.file ?? "";
    trying(id, file, () => {
      const profile = resolveProfile(raw, file, (base) => raws.get(base));
      // A file overrides another by its name; with another id it would replace that locality unseen.
      if (profile.id !== id) throw notItsName(file, profile.id);
      const body = JSON.stringify(profile);
      profiles.push({ profile, body, hash: sha256(body) });
    });
  }
  return { profiles, quarantined };
}

/** Reads and checks the profiles for a build that carries them. Throws if one is broken. */
export function checkProfiles(...dirs: string[]): CheckedProfiles {
  const files = readFiles(dirs);
  const { profiles, quarantined } = resolveAll(files);
  const [broken] = quarantined;
  if (broken !== undefined) throw new ProblemError(broken.problem);
  return { digest: digestOf(files), bodies: profiles.map(({ body }) => body) };
}

const takenFrom = ({ bodies }: CheckedProfiles): LoadedProfiles => ({
  profiles: bodies.map((body) => ({ profile: JSON.parse(body) as Profile, body, hash: sha256(body) })),
  quarantined: [],
});

/** Reads and checks every profile. Files that the build checked, and no others, are trusted. */
export function openProfileRegistry(dirs: readonly string[], checked: CheckedProfiles | null = null): ProfileRegistry {
  let quarantined: QuarantinedProfile[] = [];
  let registry = new Map<string, LoadedProfile>();
  const load = (): void => {
    const files = readFiles(dirs);
    const resolved = checked !== null && checked.digest === digestOf(files) ? takenFrom(checked) : resolveAll(files);
    quarantined = resolved.quarantined;
    registry = new Map(resolved.profiles.map((loaded) => [loaded.profile.id, loaded]));
  };
  load();
  const find = (id: string) => registry.get(id) ?? null;
  return {
    quarantined: () => quarantined,
    list: () => [...registry.values()],
    find,
    reload: load,
    rehearse(id, file, text) {
      const files = readFiles(dirs);
      const current = files.get(id)?.text;
      const resolved = resolveAll(files.set(id, { file, text }));
      return {
        profile: resolved.profiles.find(({ profile }) => profile.id === id) ?? null,
        quarantined: resolved.quarantined,
        current: typeof current === "string" ? current : null,
      };
    },
    get(id) {
      const found = find(id);
      if (found) return found;
      const broken = quarantined.find((each) => each.id === id);
      if (broken) throw new ProblemError(broken.problem);
      const known = [...registry.keys()].join("、");
      throw badInput([
        {
          path: "profile",
          message: bilingual(
            `没有这个地方规则：${id.slice(0, 60)}（现有：${known}）`,
            `No such profile: ${id.slice(0, 60)} (known: ${known})`,
          ),
        },
      ]);
    },
  };
}

/** The rules for what a draft asks for. Hash and body are of the whole profile, by which records pin it. */
export function profileForDraft(
  context: Pick<StationContext, "profiles">,
  { profileId, service }: Pick<DraftBody, "profileId" | "service">,
): LoadedProfile {
  const loaded = context.profiles.get(profileId);
  return { ...loaded, profile: profileFor(loaded.profile, service) };
}

/**
 * The build's checked profiles, found beside the program that runs from `here`. Null in the source tree, which checks
 * them again.
 */
export function profilesOfBuild(here = fileURLToPath(import.meta.url)): CheckedProfiles | null {
  const file = join(dirname(here), "checked-profiles.json");
  return extname(here) === ".ts" || !existsSync(file)
    ? null
    : (JSON.parse(readFileSync(file, "utf8")) as CheckedProfiles);
}
