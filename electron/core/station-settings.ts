import type { Bilingual } from "#shared/lib/bilingual.ts";
import { findSetting, putSetting } from "#station/db/settings.ts";
import type { StationContext } from "./station-context.ts";

/** The hall's Chinese name, as papers print it. */
export const hallName = (context: StationContext): string =>
  (JSON.parse(findSetting(context.db, "hall.name") ?? '{"zh":"大厅","en":"Hall"}') as Bilingual).zh;

/** Sets the profile that the hall opens with, as named on the command line; throws a problem for one that is not there. */
export const openWithProfile = (context: StationContext, profileId: string): void =>
  putSetting(context.db, "hall.profile", context.profiles.get(profileId).profile.id);

/** Whether this hall is an exercise (培训): every paper of it says so. */
export const isTraining = (context: StationContext): boolean => findSetting(context.db, "hall.training") === "yes";
