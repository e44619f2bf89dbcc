import type { Channel, Profile } from "#shared/profile/profile.ts";
import type { Instant } from "#shared/time/instant.ts";

/** The obligation to check the form together with the applicant before acceptance (共同核对). */
const OBLIGATION = "joint-check";

/**
 * Whether an application needs its applicant's confirmation of exactly this content. Elsewhere the check is optional.
 */
export const needsJointCheck = (profile: Pick<Profile, "obligations">, channel: Channel): boolean =>
  channel === "counter" && profile.obligations.some((obligation) => obligation.id === OBLIGATION);

/** A check that the applicant confirmed, as the application keeps it. */
export type JointCheck = {
  confirmedAt: Instant;
  /** Who confirmed, as the form names the person. */
  confirmer: string;
  /** SHA-256 over the rules and the content that were shown. */
  contentHash: string;
  /** SHA-256 of the signature's picture; null if the applicant confirmed without signing. */
  signatureHash: string | null;
};
