import { z } from "zod";
import { CONSENT_WAYS } from "./consent.ts";
import { Channel } from "#shared/profile/profile.ts";

const ShortText = z.string().min(1).max(200);
const Anything = z.record(z.string().max(100), z.record(z.string().max(100), z.unknown()));

/** A later entry (补录) as it is being typed; the time as the hall writes it, `YYYY-MM-DD HH:MM`, or an instant. */
export const DraftOutage = z.strictObject({
  paperNumber: z.string().max(60),
  receivedAt: z.string().max(40),
  receivedBy: z.string().max(200),
  reason: z.string().max(500),
});
export type DraftOutage = z.infer<typeof DraftOutage>;

/**
 * The consent to an entry on behalf (帮办代办) as it is being typed; `shown` holds the words once the applicant
 * agreed to them, the time is written as for a later entry.
 */
export const DraftConsent = z.strictObject({
  way: z.enum(CONSENT_WAYS).nullable(),
  givenAt: z.string().max(40),
  agent: z.string().max(200),
  relation: z.string().max(200),
  shown: z.string().max(2000),
  secrecyAgreed: z.boolean(),
  entrusted: z.boolean().nullable(),
  /** Files that were kept for this draft, by the SHA-256 of their content. */
  files: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(5),
});
export type DraftConsent = z.infer<typeof DraftConsent>;

/** What the clerk is typing: nothing in it has been accepted. */
export const DraftBody = z.strictObject({
  profileId: ShortText,
  /**
   * The version of the rules under which the page showed it; an intake under others is refused until a person has
   * looked at it again. Left out where no page showed it.
   */
  profileVersion: z.int().positive().optional(),
  utilities: z.array(ShortText).max(20),
  channel: Channel,
  /** A service with a form of its own (更名、过户); left out for the connection. */
  service: ShortText.optional(),
  /** The acceptance number of the application that a change follows, where one is stored here. */
  earlier: z.string().max(60).optional(),
  form: Anything,
  /** Facts by utility; a ticked utility found neither here nor in `noOutsideLine` counts as unmeasured. */
  outsideLines: z.array(z.record(z.string(), z.unknown())).max(20),
  /** Utilities said to need no outside line (无外线工程). */
  noOutsideLine: z.array(ShortText).max(20).default([]),
  /**
   * The unit picked to lead the joint approval (牵头单位) at a shared window: a ticked utility, null for the clerk's
   * own employer; left out where none was picked.
   */
  lead: z.strictObject({ utility: ShortText.nullable() }).optional(),
  /** Only for a paper form taken in during an outage. */
  outage: DraftOutage.optional(),
  /** Only where somebody enters it for an applicant who is away. */
  consent: DraftConsent.optional(),
  /** The field that was last edited, to resume there. */
  at: z.string().max(200).nullable(),
});
export type DraftBody = z.infer<typeof DraftBody>;
