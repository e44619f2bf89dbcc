import { findRole } from "#shared/form-roles.ts";
import type { FormValues } from "#shared/form.ts";
import type { Profile } from "#shared/profile.ts";
import { LocalDate, instantOf, type Instant } from "#shared/time.ts";

/** The instant of a local `YYYY-MM-DDTHH`, or of the start of a day; null for what is no such time, as while it is being typed. */
export function instantOfHour(text: string): Instant | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]))?$/.exec(text);
  return match?.[1] === undefined || !LocalDate.safeParse(match[1]).success
    ? null
    : instantOf(match[1], Number(match[2] ?? "0") * 60);
}

/** The time of connection agreed with the applicant (预约接入时间), where the form has one and it is filled. */
export function agreedTimeOf(profile: Profile, form: FormValues): Instant | null {
  const text = findRole(profile.form, form, "appointment");
  return text === null ? null : instantOfHour(text);
}
