import { say, type Bilingual } from "./bilingual.ts";
import type { Profile } from "./profile.ts";

type Utilities = Pick<Profile, "utilities">;

/** What people call a utility of a profile, e.g. 用水报装; one that the profile lacks keeps its id. */
export const utilityName = (profile: Utilities, id: string): Bilingual =>
  profile.utilities.find((utility) => utility.id === id)?.itemLabel ?? say(id, id);

/** Says that a profile has no such utility, and which it has, each with the id that a file names it by. */
export function unknownUtility(profile: Utilities, id: string): Bilingual {
  const known = profile.utilities.map((utility) => ({ zh: `${utility.label.zh} ${utility.id}`, en: utility.id }));
  return say(
    `本地没有这项业务：${id}（可选：${known.map(({ zh }) => zh).join("、")}）`,
    `not a utility of this profile: ${id} (known: ${known.map(({ en }) => en).join(", ")})`,
  );
}
