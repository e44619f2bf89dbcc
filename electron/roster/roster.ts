import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { RosterView, WindowRoster } from "#shared/contract/roster.ts";
import { unitOf } from "#shared/case/assignment.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { authorityOn, covers, specialistOnDuty } from "#shared/profile/roster.ts";
import { localDateOf } from "#shared/time/instant.ts";
import { listAuthorities } from "#station/db/authorities.ts";
import { findOperator, listOperators } from "#station/db/operators.ts";
import { sentTo } from "./assignment.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { listRosterPeople } from "./assignment.ts";

/** An id that nobody has, for a person whom the roster cannot name. */
const NOBODY = "";

/** The roster of a locality today, ended entries included. */
export function viewRoster(context: StationContext, profileId: string): RosterView {
  const { profile } = context.profiles.get(profileId);
  const today = localDateOf(context.now());
  const nameOf = (id: string): string => findOperator(context.db, id)?.name ?? id;
  const written = <Entry extends { recordedBy: string; endedBy: string | null }>(entry: Entry) => ({
    ...entry,
    recordedBy: nameOf(entry.recordedBy),
    endedBy: entry.endedBy === null ? null : nameOf(entry.endedBy),
  });
  const register = listAuthorities(context.db, profileId);
  const people = listRosterPeople(context.db, profileId);
  const onDuty = (utility: string) => specialistOnDuty(people, utility, today);
  const rule = profile.specialists;
  return {
    today,
    specialistRule: rule && { quote: rule.quote, clause: rule.clause, hasLimit: rule.response !== null },
    utilities: profile.utilities.map(({ id, label, itemLabel }) => ({
      id,
      label,
      itemLabel,
      shared: authorityOn(register, NOBODY, id, today) === "shared",
      onDuty: sentTo(onDuty(id)),
    })),
    operators: listOperators(context.db).map(({ id, name, organisation }) => ({ id, name, organisation })),
    authorities: register.map((each) => ({
      ...written(each),
      name: nameOf(each.operatorId),
      organisation: findOperator(context.db, each.operatorId)?.organisation ?? "",
      inForce: covers(each, today),
    })),
    specialists: people.map((each) => ({
      ...written(each),
      absences: each.absences.map(written),
      awayToday: each.absences.some((absence) => covers(absence, today)),
      onDuty: onDuty(each.utility)?.id === each.id,
    })),
    windowOrganisation: context.station().organisation,
  };
}

/** What ticking a utility does for the signed-in clerk today: own authority, everybody's, or a referral and to whom. */
export function viewAtWindow(context: StationContext, actor: Actor, profileId: string): WindowRoster {
  const { profile } = context.profiles.get(profileId);
  const at = context.now();
  const today = localDateOf(at);
  const register = listAuthorities(context.db, profileId);
  const people = listRosterPeople(context.db, profileId);
  const onDuty = profile.utilities.map(({ id }) => ({
    utility: id,
    at,
    referral: false,
    specialist: sentTo(specialistOnDuty(people, id, today)),
  }));
  const isPicked = profile.lead.kind === "first-receiver" && actor.station.organisation === null;
  return {
    utilities: onDuty.map(({ utility, specialist }) => ({
      utility,
      status: authorityOn(register, actor.operator.id, utility, today),
      unit: unitOf(profile, onDuty, utility),
      onDuty: specialist,
    })),
    leadPick: isPicked
      ? { own: actor.operator.organisation, quote: profile.lead.quote, clause: profile.lead.clause }
      : null,
  };
}

/** What is wrong with a picked lead; null if nothing. */
export function leadProblem(
  profile: Profile,
  ticked: readonly string[],
  lead: { utility: string | null } | undefined,
): Bilingual | null {
  if (lead === undefined) return null;
  if (profile.lead.kind !== "first-receiver")
    return bilingual(
      "本地文件不由首次接待受理的单位牵头，不须选定牵头单位",
      "here the first receiver does not lead; no lead is picked",
    );
  return lead.utility === null || ticked.includes(lead.utility)
    ? null
    : bilingual(
        "牵头单位须是所报业务的单位或经办人所在单位",
        "the lead is the unit of a ticked utility, or the clerk's own employer",
      );
}
