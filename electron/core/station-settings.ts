import { bilingual, Bilingual } from "#shared/lib/bilingual.ts";
import { findSetting, putSetting } from "#station/db/settings.ts";
import type { StationContext } from "./station-context.ts";
import { changeAs, SYSTEM } from "./unit-of-work.ts";

/** The hall's name in both languages; a general word until it is set. */
export function hallNames(context: StationContext): Bilingual {
  const text = findSetting(context.db, "hall.name");
  return text === null ? bilingual("大厅", "Hall") : Bilingual.parse(JSON.parse(text));
}

/** The hall's Chinese name, as printed on documents. */
export const hallName = (context: StationContext): string => hallNames(context).zh;

/** Sets the hall's profile, as named on the command line; throws a problem if it does not exist. */
export const openWithProfile = (context: StationContext, profileId: string): void =>
  changeAs(context, SYSTEM, () => putSetting(context.db, "hall.profile", context.profiles.get(profileId).profile.id));

/** Whether this hall is for training (培训); every document then says so. */
export const isTraining = (context: StationContext): boolean => findSetting(context.db, "hall.training") === "yes";
