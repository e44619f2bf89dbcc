import type { Bilingual } from "#shared/lib/bilingual.ts";
import { findSetting, putSetting } from "#station/db/settings.ts";
import type { StationContext } from "./station-context.ts";

/** The hall's Chinese name, as papers print it. */
export const hallName = (hall: StationContext): string =>
  (JSON.parse(findSetting(hall.db, "hall.name") ?? '{"zh":"大厅","en":"Hall"}') as Bilingual).zh;

/** Sets the profile that the hall opens with, as named on the command line; throws a problem for one that is not there. */
export const openWithProfile = (hall: StationContext, profileId: string): void =>
  putSetting(hall.db, "hall.profile", hall.profiles.get(profileId).profile.id);

/** Whether this hall is an exercise (培训): every paper of it says so. */
export const isTraining = (hall: StationContext): boolean => findSetting(hall.db, "hall.training") === "yes";
