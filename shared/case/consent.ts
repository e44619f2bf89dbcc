import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { Channel, Profile } from "#shared/profile/profile.ts";
import type { Instant } from "#shared/time/instant.ts";

/** The ways in which an applicant's consent is given. */
export const CONSENT_WAYS = ["in-person", "by-phone", "in-writing"] as const;
/** How the applicant agreed that somebody else enters the application (同意方式). */
export type ConsentWay = (typeof CONSENT_WAYS)[number];

/** The name of a way of agreeing. */
export const CONSENT_WAY_NAMES: Record<ConsentWay, Bilingual> = {
  "in-person": bilingual("当面同意", "in person"),
  "by-phone": bilingual("电话同意", "by phone"),
  "in-writing": bilingual("书面同意", "in writing"),
};

/** The applicant's consent to an entry on behalf (帮办代办), as the application keeps it. */
export type Consent = {
  way: ConsentWay;
  givenAt: Instant;
  /** Who acts for the applicant, and as what or for which employer. */
  agent: string;
  relation: string;
  /** The words that were shown or read out, and their SHA-256. */
  shown: string;
  shownHash: string;
  /** SHA-256 of the signature's picture or the scan; empty if there is neither. */
  files: string[];
  /** Whether the proxy's secrecy agreement (保密协议) is on file; null if the rules require none. */
  secrecyAgreed: boolean | null;
  /**
   * Whether the applicant entrusts the utilities with the work and its permits (委托); null if the rules do not mention
   * it.
   */
  entrusted: boolean | null;
  /** Whether it replaces the joint check that the rules require when the applicant is present. */
  insteadOfCheck: boolean;
};

type Obliging = Pick<Profile, "obligations">;

/** Finds an obligation of the local rules by its id. */
const obligation = (profile: Obliging, id: string): Profile["obligations"][number] | null =>
  profile.obligations.find((one) => one.id === id) ?? null;

/** The clause that requires a proxy to sign a secrecy agreement before seeing data, or null. */
export const secrecyRule = (profile: Obliging): Profile["obligations"][number] | null =>
  obligation(profile, "secrecy-agreement");
/** The clause by which the user entrusts the utilities, to be recorded, or null. */
export const entrustmentRule = (profile: Obliging): Profile["obligations"][number] | null =>
  obligation(profile, "entrusted-approval");

const asksCheck = (profile: Obliging): boolean => obligation(profile, "joint-check") !== null;

/**
 * Whether the applicant is away, so that a consent is needed. This holds for every entry on behalf; by phone, only if
 * the rules require a joint check or entry by staff.
 */
export const needsConsent = (profile: Obliging, channel: Channel): boolean =>
  channel === "on-behalf" ||
  (channel === "phone" && (asksCheck(profile) || obligation(profile, "on-behalf-entry") !== null));

/** Whether the consent replaces a joint check that cannot be made. */
export const replacesCheck = (profile: Obliging, channel: Channel): boolean =>
  asksCheck(profile) && needsConsent(profile, channel);

/**
 * The words to which the applicant agrees. They are ours, as no policy gives any. The right to take a consent back
 * comes from article 15 of 个人信息保护法.
 */
export function consentText(profile: Pick<Profile, "form" | "obligations">): Bilingual {
  const trust = entrustmentRule(profile) !== null;
  return bilingual(
    `本申请人同意由代办人代为填写并提交《${profile.form.title}》${trust ? "，并按本次勾选办理委托事项" : ""}；` +
      `同意将所填信息提供给所报业务的单位，用于本次报装的受理、办理、联系和回访。` +
      `所填内容由本申请人提供并对其真实性负责。本同意可以撤回，撤回不影响此前已办理的事项。`,
    `The applicant agrees that the agent fills in and hands in 《${profile.form.title}》 for the applicant` +
      `${trust ? ", with the entrustment as ticked here" : ""}, ` +
      `and that what is entered goes to the utilities applied for, ` +
      `to accept and handle this application and to contact and call back the applicant. ` +
      `The applicant gave the content and answers for its truth. ` +
      `This consent can be taken back; what was done before stays.`,
  );
}
