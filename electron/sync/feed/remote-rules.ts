import type { TravellingRecord } from "#shared/case/remote-record.ts";
import { keepProfileSnapshot, keepStandIn, listStandIns } from "#station/db/profile-snapshots.ts";
import { findSetting } from "#station/db/settings.ts";
import type { StationContext } from "#station/core/station-context.ts";
import type { LoadedProfile } from "#station/core/loaded-profiles.ts";
import { changeAs, SYSTEM } from "#station/core/unit-of-work.ts";

/** The rules by whose words a record is shown whose own are not here: another version of the same, else the hall's own. */
function nearest(context: StationContext, profileId: string): LoadedProfile | undefined {
  return (
    context.profiles.find(profileId) ??
    context.profiles.find(findSetting(context.db, "hall.profile") ?? "") ??
    context.profiles.list()[0]
  );
}

/**
 * Makes the rules available under which another window made a record. Where that version is missing, other rules show
 * the record, without deadlines and callbacks: no date is computed by rules that are not the record's.
 */
export function keepRulesOf(
  context: StationContext,
  { profileHash, profileId, profileVersion }: TravellingRecord,
): void {
  const own = context.profiles.list().find(({ hash }) => hash === profileHash);
  if (own !== undefined)
    return keepProfileSnapshot(context.db, {
      hash: own.hash,
      profileId: own.profile.id,
      version: own.profile.version,
      body: own.body,
    });
  const other = nearest(context, profileId);
  if (other === undefined) throw new Error("no profile is at hand");
  keepStandIn(context.db, {
    hash: profileHash,
    profileId,
    version: profileVersion,
    body: JSON.stringify({ ...other.profile, id: profileId, version: profileVersion, clocks: [], callbacks: [] }),
  });
}

/** Keeps rules that are about to give way to later ones: another window's application under them may be on its way still. */
export const keepRulesInForce = (context: StationContext, rules: readonly LoadedProfile[]): void =>
  changeAs(context, SYSTEM, () => {
    for (const { hash, profile, body } of rules)
      keepProfileSnapshot(context.db, { hash, profileId: profile.id, version: profile.version, body });
  });

/** Puts the rules themselves in the place of those that stood in, where they have come since. */
export function replaceStandIns(context: StationContext): void {
  const missing = new Set(listStandIns(context.db));
  for (const { hash, profile, body } of missing.size === 0 ? [] : context.profiles.list())
    if (missing.has(hash))
      keepProfileSnapshot(context.db, { hash, profileId: profile.id, version: profile.version, body });
}
