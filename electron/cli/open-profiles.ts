import { openProfiles } from "#station/services/open-hall.ts";
import type { ProfileShelf } from "#station/services/profile-shelf.ts";
import { sayProblem } from "./terminal.ts";

/** Says which profile files were set aside, by file, path and value; the others go on. */
export const saySetAside = (shelf: ProfileShelf): void =>
  shelf.setAside().forEach(({ problem }) => sayProblem(problem));

/** The localities at hand, for a command; files that are set aside are said on standard error. */
export function openProfilesAloud(dataDir: string): ProfileShelf {
  const shelf = openProfiles(dataDir);
  saySetAside(shelf);
  return shelf;
}
