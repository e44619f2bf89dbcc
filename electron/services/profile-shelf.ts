import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { say } from "../../shared/bilingual.ts";
import { NOTHING_WRITTEN, ProblemError, badInput } from "../../shared/problem.ts";
import { resolveProfile } from "../../shared/profile-load.ts";
import type { Profile } from "../../shared/profile.ts";

/** A profile as it is in force, with the hash by which records pin it. */
export type ShelvedProfile = { profile: Profile; hash: string; body: string };

/** Every profile this hall knows, by id. */
export type ProfileShelf = { list: () => ShelvedProfile[]; find: (id: string) => ShelvedProfile | null; get: (id: string) => ShelvedProfile };

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

/** Reads and checks every `*.json` of the folders; a later folder's file replaces an earlier one of the same name. */
export function openProfileShelf(dirs: string[]): ProfileShelf {
  const files = new Map<string, { file: string; raw: unknown }>();
  for (const dir of dirs.filter((candidate) => existsSync(candidate))) {
    for (const name of readdirSync(dir).filter((file) => file.endsWith(".json")).sort()) {
      files.set(name.slice(0, -".json".length), { file: join(dir, name), raw: readRaw(join(dir, name)) });
    }
  }
  const shelf = new Map<string, ShelvedProfile>();
  for (const { file, raw } of files.values()) {
    const profile = resolveProfile(raw, file, (id) => files.get(id)?.raw);
    const body = JSON.stringify(profile);
    shelf.set(profile.id, { profile, body, hash: createHash("sha256").update(body).digest("hex") });
  }
  const find = (id: string) => shelf.get(id) ?? null;
  return {
    list: () => [...shelf.values()],
    find,
    get(id) {
      const found = find(id);
      if (found) return found;
      const known = [...shelf.keys()].join("、");
      throw badInput([{ path: "profile", message: say(`没有这个地方规则包：${id.slice(0, 60)}（现有：${known}）`, `No such profile: ${id.slice(0, 60)} (known: ${known})`) }]);
    },
  };
}
