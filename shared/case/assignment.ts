import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { Instant } from "#shared/time/instant.ts";
import { utilityName } from "#shared/profile/services.ts";

/** To whom a utility's part was sent, as the roster named them then; `phone` is null if none is known. */
export type Assignee = { id: string; name: string; phone: string | null; organisation: string; standIn: boolean };

/**
 * One utility's part of an application, sent out on acceptance (派单). `referral` means that the accepting clerk had no
 * authority for it (转办).
 */
export type Assignment = { utility: string; at: Instant; referral: boolean; specialist: Assignee | null };

/** The unit of a utility: its specialist's employer if known, else "the unit of that utility". */
export function unitOf(
  profile: Pick<Profile, "utilities">,
  assignments: readonly Assignment[],
  utility: string,
): Bilingual {
  const known = assignments.find((assignment) => assignment.utility === utility)?.specialist?.organisation;
  if (known !== undefined) return bilingual(known, known);
  const label = profile.utilities.find(({ id }) => id === utility)?.label.en ?? utility;
  return bilingual(`${utilityName(profile, utility).zh}单位`, `the ${label} unit`);
}

/**
 * The units that may lead at a shared station: the clerk's employer (null), then those of the utilities, without
 * repeated names.
 */
export function leadUnits(
  own: Bilingual,
  units: readonly { utility: string; name: Bilingual }[],
): { utility: string | null; name: Bilingual }[] {
  const all = [{ utility: null, name: own }, ...units];
  return all.filter(({ name }, i) => all.findIndex((other) => other.name.zh === name.zh) === i);
}

/**
 * The state of an assignment. `waitedMinutes` counts counter time until the response or now; null if a year's
 * calendar is missing.
 */
export type AssignmentLine = Assignment & {
  label: Bilingual;
  unit: Bilingual;
  response: { at: Instant; by: string } | null;
  waitedMinutes: number | null;
  /** By when the local rules ask for a response; null if they give no number. */
  dueAt: Instant | null;
  isLate: boolean;
};
