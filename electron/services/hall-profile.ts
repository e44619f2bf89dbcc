import { putSetting } from "#station/db/settings.ts";
import type { Hall } from "./hall.ts";

/** Sets the profile that the hall opens with, as named on the command line; throws a problem for one that is not there. */
export const openWithProfile = (hall: Hall, profileId: string): void =>
  putSetting(hall.db, "hall.profile", hall.profiles.get(profileId).profile.id);
