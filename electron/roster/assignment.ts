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

/** Everybody on a locality's roster: first this hall's entries, then the centre's. Neither overwrites the other. */
export const listRosterPeople = (db: Db, profileId: string): SpecialistRow[] => [
  ...listSpecialists(db, profileId),
  ...listCentreSpecialists(db, profileId),
];

/** A specialist as stored with an application. */
export const sentTo = (person: Specialist | null): Assignee | null =>
  person && {
    id: person.id,
    name: person.name,
    phone: person.phone,
    organisation: person.organisation,
    standIn: person.duty === "stand-in",
  };

/**
 * Assigns each ticked utility to its specialist on duty. If the accepting person had no authority for it on the day of
 * receipt, it is a referral (转办); nothing is refused. While no specialist of the roster is on duty, the utility's unit
 * is assigned. A utility without a roster gets no assignment.
 */
export function assignmentsAt(
  db: Db,
  profileId: string,
  utilities: readonly string[],
  { operatorId, receivedOn, at }: { operatorId: string; receivedOn: LocalDate; at: Instant },
): Assignment[] {
  const register = listAuthorities(db, profileId);
  const people = listRosterPeople(db, profileId);
  const today = localDateOf(at);
  return utilities.flatMap((utility) => {
    const referral = authorityOn(register, operatorId, utility, receivedOn) === "referral";
    if (!referral && !people.some((person) => person.utility === utility && hasBegun(person, today))) return [];
    return [{ utility, at, referral, specialist: sentTo(specialistOnDuty(people, utility, today)) }];
  });
}

/** When a response is due, if the profile sets a time. */
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

/** The current assignments of an application: to whom, who answered, and how long each waited in counter time. */
export function assignmentLines(
  context: StationContext,
  profile: Profile,
  row: ApplicationRow,
  state: CaseState,
): AssignmentLine[] {
  const sent = row.decision.dispatches ?? [];
  // Nothing waits once the case has ended.
  const last = ENDED.has(state.status) ? findLastAct(context.db, row.id) : null;
  const now = last?.at ?? context.now();
  return sent.map((assignment) => {
    const response = state.dispatches?.find(({ utility }) => utility === assignment.utility)?.response ?? null;
    const until = response?.at ?? now;
    // Records of an older profile have no such rule.
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
