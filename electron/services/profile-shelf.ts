import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { say } from "../../shared/bilingual.ts";
import { NOTHING_WRITTEN, ProblemError, badInput, type Problem } from "../../shared/problem.ts";
import { resolveProfile } from "../../shared/profile-load.ts";
import type { Profile } from "../../shared/profile.ts";

/** A profile as it is in force, with the hash by which records pin it. */
export type ShelvedProfile = { profile: Profile; hash: string; body: string };

/** A file that could not be taken into use, and why; nothing stands in for it, as its rules are not known. */
export type SetAsideProfile = { id: string; file: string; problem: Problem };

/** Every profile this hall knows, by id; a broken file is set aside and never keeps the others from work. */
export type ProfileShelf = { setAside: () => SetAsideProfile[]; list: () => ShelvedProfile[]; find: (id: string) => ShelvedProfile | null; get: (id: string) => ShelvedProfile };

function readRaw(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ProblemError({
      code: "profile-invalid",
      what: say(`规则包文件读不懂：${file}`, `A profile file cannot be read: ${file}`),
      safe: NOTHING_WRITTEN,
      next: say("请更正该文件的 JSON 格式，或移走它。", "Mend the JSON of that file, or move it away."),
      fields: [{ path: file, message: say(String(error), String(error)) }],
    });
  }
}

/** Reads and checks every `*.json` of the folders; a later folder's file replaces an earlier one of the same name, even where it is broken: rules that a hall has replaced must not come back unseen. */
export function openProfileShelf(dirs: string[]): ProfileShelf {
  const files = new Map<string, { file: string; raw: unknown }>();
  const broken = new Map<string, SetAsideProfile>();
  const trying = (id: string, file: string, act: () => void): void => {
    try {
      act();
      if (broken.get(id)?.file !== file) broken.delete(id);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      broken.set(id, { id, file, problem: error.problem });
    }
  };
  for (const dir of dirs.filter((candidate) => existsSync(candidate))) {
    for (const name of readdirSync(dir).filter((file) => file.endsWith(".json")).sort()) {
      const id = name.slice(0, -".json".length);
      files.delete(id);
      trying(id, join(dir, name), () => files.set(id, { file: join(dir, name), raw: readRaw(join(dir, name)) }));
    }
  }
  const shelf = new Map<string, ShelvedProfile>();
  for (const [id, { file, raw }] of files) {
    trying(id, file, () => {
      const profile = resolveProfile(raw, file, (base) => files.get(base)?.raw);
      const body = JSON.stringify(profile);
      shelf.set(profile.id, { profile, body, hash: createHash("sha256").update(body).digest("hex") });
    });
  }
  const find = (id: string) => shelf.get(id) ?? null;
  return {
    setAside: () => [...broken.values()],
    list: () => [...shelf.values()],
    find,
    get(id) {
      const found = find(id);
      if (found) return found;
      const aside = broken.get(id);
      if (aside) throw new ProblemError(aside.problem);
      const known = [...shelf.keys()].join("、");
      throw badInput([{ path: "profile", message: say(`没有这个地方规则包：${id.slice(0, 60)}（现有：${known}）`, `No such profile: ${id.slice(0, 60)} (known: ${known})`) }]);
    },
  };
}
