import type { CaseState } from "#shared/case/case-state.ts";
import type { ContactRow } from "#shared/case/application.ts";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { unitOf, type Assignment } from "#shared/case/assignment.ts";
import { leadOf, type LeadPick } from "#shared/case/first-contact.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { listContacts } from "#station/db/contacts.ts";
import type { Station } from "#station/db/stations.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { needsApproval } from "#station/rules/routing.ts";

const chainOf = (contacts: readonly ContactRow[]) => contacts.map((contact) => ({ ...contact, processed: true }));

/**
 * Who would lead a joint approval if the first receiver does. The order: the window's own unit, the clerk's pick, the
 * clerk's employer. Null if the profile decides otherwise.
 */
export function leadPickOf(
  profile: Profile,
  station: Pick<Station, "organisation">,
  picked: { utility: string | null } | undefined,
  { assignments, contacts }: { assignments: readonly Assignment[]; contacts: readonly ContactRow[] },
): LeadPick | null {
  if (profile.lead.kind !== "first-receiver") return null;
  if (station.organisation !== null)
    return { utility: null, name: bilingual(station.organisation, station.organisation), by: "window" };
  const employer = contacts[0]?.organisation ?? "";
  const utility = picked?.utility ?? null;
  return {
    utility,
    name: utility === null ? bilingual(employer, employer) : unitOf(profile, assignments, utility),
    by: picked === undefined ? "default" : "clerk",
  };
}

/** The lead of the joint approval at intake; null if none is needed. */
export const leadAtIntake = (
  profile: Profile,
  contacts: readonly ContactRow[],
  pick: LeadPick | null,
  needed: boolean,
): Bilingual | null => (needed ? leadOf(profile, chainOf(contacts), pick).text : null);

/** Who would lead now: as picked at intake, or as an act changed it since. */
export function leadPickNow(
  profile: Profile,
  row: ApplicationRow,
  state: CaseState,
  contacts: readonly ContactRow[],
): LeadPick | null {
  const { leadPick, dispatches: assignments = [] } = row.decision;
  if (leadPick === undefined || state.lead === undefined || state.lead.utility === leadPick.utility)
    return leadPick ?? null;
  return leadPickOf(profile, { organisation: null }, state.lead, { assignments, contacts });
}

/**
 * Who leads the joint approval now: fixed at intake, changed by an act, or found once a survey requires an approval.
 */
export function leadNow(
  context: StationContext,
  profile: Profile,
  row: ApplicationRow,
  state: CaseState,
): Bilingual | null {
  const { lead, leadPick } = row.decision;
  const contacts = listContacts(context.db, row.id);
  const pick = leadPickNow(profile, row, state, contacts);
  const asAtIntake = pick === null || pick === leadPick;
  if (lead !== null && asAtIntake) return lead;
  return lead !== null || needsApproval(state.routes) ? leadOf(profile, chainOf(contacts), pick).text : null;
}
