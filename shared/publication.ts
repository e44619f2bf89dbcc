import { say, type Bilingual } from "./bilingual.ts";
import type { Publication } from "./contract/centre-publication.ts";

/** A publication's name for people: what it is, of which locality or year, and which version. */
export function publicationTitle(
  { kind, name, version }: Pick<Publication, "kind" | "name" | "version">,
  locality: Bilingual | null,
): Bilingual {
  const place = locality ?? say(name, name);
  switch (kind) {
    case "profile.published":
      return say(`${place.zh}规则包第 ${version} 版`, `Rules of ${place.en}, version ${version}`);
    case "calendar.published":
      return version === 0
        ? say(`${name} 年节假日安排`, `Holidays of ${name}`)
        : say(`${name} 年节假日安排（第 ${version} 次更正）`, `Holidays of ${name}, correction ${version}`);
    case "roster.published":
      return say(`${place.zh}服务专员名册第 ${version} 版`, `Roster of specialists of ${place.en}, version ${version}`);
  }
}
