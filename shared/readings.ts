import type { Bilingual } from "./bilingual.ts";
import type { Ambiguity, Profile } from "./profile.ts";
import type { Readings } from "./routing-rules.ts";

/** The reading of an ambiguity in force, and whether a supervisor recorded it or it is the profile's default. */
export type ReadingInForce = { ambiguity: Ambiguity; reading: string; text: Bilingual; recorded: boolean };

/** Finds the reading in force; a recorded one that the profile does not list is passed over for the default. Null: no such ambiguity. */
export function findReading(
  profile: Pick<Profile, "ambiguities">,
  readings: Readings,
  id: string,
): ReadingInForce | null {
  const ambiguity = profile.ambiguities.find((each) => each.id === id);
  if (!ambiguity) return null;
  const recorded = ambiguity.readings.find((each) => Object.hasOwn(readings, id) && each.id === readings[id]);
  const reading = recorded ?? ambiguity.readings.find((each) => each.id === ambiguity.default);
  return reading ? { ambiguity, reading: reading.id, text: reading.text, recorded: recorded !== undefined } : null;
}
