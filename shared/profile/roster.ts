import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { LocalDate } from "#shared/time/instant.ts";

/** Local days, first and last included; an open span has no end. One that ends before it starts was never in force. */
export type Span = { startsOn: LocalDate; endsOn: LocalDate | null };

/** Whether a day lies in a span. */
export const covers = (span: Span, on: LocalDate): boolean =>
  span.startsOn <= on && (span.endsOn === null || on <= span.endsOn);

/** Whether a span was withdrawn before its first day (an entry made by mistake). */
const isVoid = (span: Span): boolean => span.endsOn !== null && span.endsOn < span.startsOn;

/** Whether a span has ever been in force by a day. */
export const hasBegun = (span: Span, on: LocalDate): boolean => span.startsOn <= on && !isVoid(span);

/** Whether two spans share a day. */
export const overlap = (a: Span, b: Span): boolean =>
  !isVoid(a) &&
  !isVoid(b) &&
  (b.endsOn === null || a.startsOn <= b.endsOn) &&
  (a.endsOn === null || b.startsOn <= a.endsOn);

/** One person's authority for one utility (共同授权). */
export type Authority = Span & { utility: string; operatorId: string };

/**
 * A clerk's authority for a utility: by name, open to everyone because none is recorded, or none, so that it is
 * referred (转办).
 */
export type AuthorityStatus = "authorised" | "shared" | "referral";

/**
 * Evaluates a clerk's authority for a utility on a day of work. Everyone has it until the first recorded authority
 * begins.
 */
export function authorityOn(
  register: readonly Authority[],
  operatorId: string,
  utility: string,
  on: LocalDate,
): AuthorityStatus {
  const begun = register.filter((each) => each.utility === utility && hasBegun(each, on));
  if (begun.length === 0) return "shared";
  return begun.some((each) => each.operatorId === operatorId && covers(each, on)) ? "authorised" : "referral";
}

/** The duties of the roster. */
export const SPECIALIST_DUTIES = ["specialist", "stand-in"] as const;
/** Whether somebody is a utility's service specialist (服务专员) or stands in for one (替班). */
export type SpecialistDuty = (typeof SPECIALIST_DUTIES)[number];

/** The name of a duty. */
export const DUTY_TITLES: Record<SpecialistDuty, Bilingual> = {
  specialist: bilingual("服务专员", "Service specialist"),
  "stand-in": bilingual("替班", "Stand-in"),
};

/** One person's span of duty for a utility; `phone` is null if none is known. */
export type Specialist = Span & {
  id: string;
  utility: string;
  duty: SpecialistDuty;
  /** Set if the person also signs in at this hall. */
  operatorId: string | null;
  name: string;
  phone: string | null;
  organisation: string;
  /** The version of the centre's roster (中心平台下发) that names them; left out if this hall named them. */
  centreVersion?: number;
  absences: readonly Span[];
};

/**
 * Who takes a utility's work on a day: its specialist, or a stand-in while the specialist is away. People named by
 * this hall come before the centre's, then the latest to begin; null if nobody is named.
 */
export function specialistOnDuty<Person extends Specialist>(
  people: readonly Person[],
  utility: string,
  on: LocalDate,
): Person | null {
  const there = people.filter(
    (person) => person.utility === utility && covers(person, on) && !person.absences.some((away) => covers(away, on)),
  );
  const latestFirst = there.toSorted(
    (a, b) =>
      Number(a.centreVersion !== undefined) - Number(b.centreVersion !== undefined) ||
      b.startsOn.localeCompare(a.startsOn) ||
      a.id.localeCompare(b.id),
  );
  return SPECIALIST_DUTIES.flatMap((duty) => latestFirst.filter((person) => person.duty === duty))[0] ?? null;
}
