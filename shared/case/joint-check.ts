import type { Channel, Profile } from "#shared/profile/profile.ts";
import type { Instant } from "#shared/time/instant.ts";

/** The obligation by which a paper asks that form and applicant are brought together before acceptance (共同核对). */
const OBLIGATION = "joint-check";

/**
 * Whether an application may be accepted only after its applicant confirmed exactly this content; elsewhere the check
 * may be made all the same.
 */
export const needsJointCheck = (profile: Pick<Profile, "obligations">, channel: Channel): boolean =>
  channel === "counter" && profile.obligations.some((obligation) => obligation.id === OBLIGATION);

/** A check that the applicant confirmed, as it stays with the application. */
export type JointCheck = {
  confirmedAt: Instant;
  /** Who confirmed, as the form names the person. */
  confirmer: string;
  /** SHA-256 over the rules and the content that were shown. */
  contentHash: string;
  /** SHA-256 of the signature's picture; null where the applicant confirmed without signing. */
  signatureHash: string | null;
};
