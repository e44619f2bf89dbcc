import type { CaseState } from "#shared/act/case-state.ts";
import { runClock } from "#shared/clock.ts";
import { unitOf, type Dispatch, type DispatchedTo, type DispatchLine } from "#shared/dispatch.ts";
import type { Profile } from "#shared/profile.ts";
import { authorityOn, hasBegun, specialistOnDuty, type Specialist } from "#shared/roster.ts";
import { localDateOf, type Instant, type LocalDate } from "#shared/time.ts";
import { utilityName } from "#shared/utility-name.ts";
import { workedBetween } from "#shared/worked-between.ts";
import { findLastAct } from "#station/db/acts.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { listAuthorities } from "#station/db/authorities.ts";
import type { Db } from "#station/db/database.ts";
import type { Hall } from "./hall.ts";
import { listRosterPeople } from "./roster-people.ts";

/** A specialist as an application keeps them. */
export const sentTo = (person: Specialist | null): DispatchedTo | null =>
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
export function dispatchesAt(
  db: Db,
  profileId: string,
  utilities: readonly string[],
  by: { operatorId: string; receivedOn: LocalDate },
  at: Instant,
): Dispatch[] {
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
function responseDue(hall: Hall, rule: NonNullable<Profile["specialists"]>, from: Instant): Instant | null {
  if (rule.response === null) return null;
  const label = { zh: "服务专员响应", en: "Response of the specialist" };
  return runClock({
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
    hours: hall.hours,
    calendars: hall.calendars,
    readings: {},
  }).dueAt;
}

const ENDED: ReadonlySet<CaseState["status"]> = new Set(["closed", "refused", "withdrawn"]);

/** The parts of an application as they stand now: to whom each was sent, who answered, and how long it waited in counter time. */
export function dispatchLines(hall: Hall, profile: Profile, row: ApplicationRow, state: CaseState): DispatchLine[] {
  const sent = row.decision.dispatches ?? [];
  // Nobody waits any longer once the case has ended.
  const last = ENDED.has(state.status) ? findLastAct(hall.db, row.id) : null;
  const now = last?.at ?? hall.now();
  return sent.map((dispatch) => {
    const response = state.dispatches?.find(({ utility }) => utility === dispatch.utility)?.response ?? null;
    const until = response?.at ?? now;
    // Records of an older profile have no such rule at all.
    const rule = profile.specialists ?? null;
    const dueAt = rule === null ? null : responseDue(hall, rule, dispatch.at);
    return {
      ...dispatch,
      label: utilityName(profile, dispatch.utility),
      unit: unitOf(profile, sent, dispatch.utility),
      response,
      waitedMinutes: workedBetween(dispatch.at, until, hall.hours, hall.calendars),
      dueAt,
      isLate: dueAt !== null && until > dueAt,
    };
  });
}
