import { z } from "zod";
import { CONSENT_WAYS } from "./consent.ts";
import { Channel } from "#shared/profile/profile.ts";

const ShortText = z.string().min(1).max(200);
const Anything = z.record(z.string().max(100), z.record(z.string().max(100), z.unknown()));

/** A later entry (补录) while it is typed. The time is `YYYY-MM-DD HH:MM`, or an instant. */
export const DraftOutage = z.strictObject({
  paperNumber: z.string().max(60),
  receivedAt: z.string().max(40),
  receivedBy: z.string().max(200),
  reason: z.string().max(500),
});
export type DraftOutage = z.infer<typeof DraftOutage>;

/**
 * The consent to an entry on behalf (帮办代办) while it is typed. `shown` holds the words once the applicant agreed; the
 * time is written as for a later entry.
 */
export const DraftConsent = z.strictObject({
  way: z.enum(CONSENT_WAYS).nullable(),
  givenAt: z.string().max(40),
  agent: z.string().max(200),
  relation: z.string().max(200),
  shown: z.string().max(2000),
  secrecyAgreed: z.boolean(),
  entrusted: z.boolean().nullable(),
  /** Files kept for this draft, by the SHA-256 of their content. */
  files: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(5),
});
export type DraftConsent = z.infer<typeof DraftConsent>;

/** What the clerk types; nothing in it is accepted yet. */
export const DraftBody = z.strictObject({
  profileId: ShortText,
  /**
   * The version of the rules under which the page showed it. Under other rules the intake is refused until a person
   * has checked again. Left out if no page showed it.
   */
  profileVersion: z.int().positive().optional(),
  utilities: z.array(ShortText).max(20),
  channel: Channel,
  /** A service with a form of its own (更名、过户); left out for the connection. */
  service: ShortText.optional(),
  /** The acceptance number of the application that a change follows, if it is stored here. */
  earlier: z.string().max(60).optional(),
  form: Anything,
  /** Facts by utility; a ticked utility found neither here nor in `noOutsideLine` counts as unmeasured. */
  outsideLines: z.array(z.record(z.string(), z.unknown())).max(20),
  /** Utilities said to need no outside line (无外线工程). */
  noOutsideLine: z.array(ShortText).max(20).default([]),
  /**
   * The unit chosen to lead the joint approval (牵头单位) at a shared station: a ticked utility, or null for the clerk's
   * employer; left out if none was chosen.
   */
  lead: z.strictObject({ utility: ShortText.nullable() }).optional(),
  /** Only for a paper form taken in during an outage. */
  outage: DraftOutage.optional(),
  /** Only if somebody enters it for an absent applicant. */
  consent: DraftConsent.optional(),
  /** The field that was last edited, to resume there. */
  at: z.string().max(200).nullable(),
});
export type DraftBody = z.infer<typeof DraftBody>;
