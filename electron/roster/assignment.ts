import { type Assignment, type Assignee, type AssignmentLine, unitOf } from "#shared/case/assignment.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import { runDeadline } from "#shared/profile/deadline.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { authorityOn, hasBegun, type Specialist, specialistOnDuty } from "#shared/profile/roster.ts";
import { utilityName } from "#shared/profile/services.ts";
import { type Instant, type LocalDate, localDateOf } from "#shared/time/instant.ts";
import { workedBetween } from "#shared/time/working-time.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { findLastAct } from "#station/db/acts.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { listAuthorities } from "#station/db/authorities.ts";
import { listCentreSpecialists } from "#station/db/centre-rosters.ts";
import type { Db } from "#station/db/database.ts";
import { listSpecialists, type SpecialistRow } from "#station/db/specialists.ts";

/** Everybody on a locality's roster: whom this hall put there, then whom the centre's roster in force names. Neither writes over the other. */
export const listRosterPeople = (db: Db, profileId: string): SpecialistRow[] => [
  ...listSpecialists(db, profileId),
  ...listCentreSpecialists(db, profileId),
];

/** A specialist as an application keeps them. */
export const sentTo = (person: Specialist | null): Assignee | null =>
  person && {
    id: person.id,
    name: person.name,
    phone: person.phone,
    organisation: person.organisation,
    standIn: person.duty === "stand-in",
  };

/**
 * Sends each ticked utility's part to its specialist on duty; what the accepting person had no authority for on the day of receipt goes as a referral (转办). Nothing is refused.
 * A utility whose specialists are on the roster is sent out even while none is there, to its unit; one of which the roster knows nothing has nobody to go to.
 */
export function assignmentsAt(
  db: Db,
  profileId: string,
  utilities: readonly string[],
  by: { operatorId: string; receivedOn: LocalDate },
  at: Instant,
): Assignment[] {
  const register = listAuthorities(db, profileId);
  const people = listRosterPeople(db, profileId);
  const today = localDateOf(at);
  return utilities.flatMap((utility) => {
    const referral = authorityOn(register, by.operatorId, utility, by.receivedOn) === "referral";
    if (!referral && !people.some((person) => person.utility === utility && hasBegun(person, today))) return [];
    return [{ utility, at, referral, specialist: sentTo(specialistOnDuty(people, utility, today)) }];
  });
}

/** By when a response is due: only where the locality's paper names a time. */
function responseDue(
  context: StationContext,
  rule: NonNullable<Profile["specialists"]>,
  from: Instant,
): Instant | null {
  if (rule.response === null) return null;
  const label = { zh: "服务专员响应", en: "Response of the specialist" };
  return runDeadline({
    rule: {
      ...rule,
      id: "specialist-response",
      label,
      startEvent: "intake",
      amount: rule.response,
      standing: "limit",
      routes: null,
      alternatives: [],
      pauses: [],
    },
    from,
    pauses: [],
    hours: context.hours,
    calendars: context.calendars,
    interpretations: {},
  }).dueAt;
}

const ENDED: ReadonlySet<CaseState["status"]> = new Set(["closed", "refused", "withdrawn"]);

/** The parts of an application as they stand now: to whom each was sent, who answered, and how long it waited in counter time. */
export function assignmentLines(
  context: StationContext,
  profile: Profile,
  row: ApplicationRow,
  state: CaseState,
): AssignmentLine[] {
  const sent = row.decision.dispatches ?? [];
  // Nobody waits any longer once the case has ended.
  const last = ENDED.has(state.status) ? findLastAct(context.db, row.id) : null;
  const now = last?.at ?? context.now();
  return sent.map((assignment) => {
    const response = state.dispatches?.find(({ utility }) => utility === assignment.utility)?.response ?? null;
    const until = response?.at ?? now;
    // Records of an older profile have no such rule at all.
    const rule = profile.specialists ?? null;
    const dueAt = rule === null ? null : responseDue(context, rule, assignment.at);
    return {
      ...assignment,
      label: utilityName(profile, assignment.utility),
      unit: unitOf(profile, sent, assignment.utility),
      response,
      waitedMinutes: workedBetween(assignment.at, until, context.hours, context.calendars),
      dueAt,
      isLate: dueAt !== null && until > dueAt,
    };
  });
}
