import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { LocalDate } from "#shared/time/instant.ts";

/**
 * Local days from the first to the last, both included; an open span has no end. One that ends before it starts was
 * never in force.
 */
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
 * How a clerk stands to a utility: authorised by name, everyone's because nobody's authority is recorded, or to be
 * referred (转办).
 */
export type AuthorityStatus = "authorised" | "shared" | "referral";

/**
 * Judges a clerk's authority for a utility on a day of work. A utility belongs to everyone until the first recorded
 * authority for it begins.
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

/** What a duty is called. */
export const DUTY_TITLES: Record<SpecialistDuty, Bilingual> = {
  specialist: bilingual("服务专员", "Service specialist"),
  "stand-in": bilingual("替班", "Stand-in"),
};

/** One person's span of duty for a utility; `phone` is null where none was given. */
export type Specialist = Span & {
  id: string;
  utility: string;
  duty: SpecialistDuty;
  /** Set where the person also signs in at this hall. */
  operatorId: string | null;
  name: string;
  phone: string | null;
  organisation: string;
  /**
   * The version of the centre's roster (中心平台下发) that names them; left out for somebody whom this hall put on
   * its roster.
   */
  centreVersion?: number;
  absences: readonly Span[];
};

/**
 * Who takes a utility's work on a day: its specialist, or a stand-in while no specialist is there; of several whom
 * this hall itself named before whom the centre did, then the one who began last; null where nobody is named.
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
