import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { Channel } from "#shared/profile/profile.ts";
import type { Instant } from "#shared/time/instant.ts";

/** What can be done with a visit that has no acceptance number: receive its documents (收件), or refuse it (不予受理). */
export type ReceptionKind = "received" | "refused";

/** The name of each kind. */
export const RECEPTION_NAMES: Record<ReceptionKind, Bilingual> = {
  received: bilingual("已收件，待受理", "Received, not yet accepted"),
  refused: bilingual("不予受理", "Refused"),
};

/**
 * The letter after the station's prefix in each kind's numbers: 收 (S), 不 (B). N is for notices after intake, P for
 * paper forms.
 */
export const RECEPTION_SERIES: Record<ReceptionKind, string> = { received: "S", refused: "B" };

/** Why a visit ends without an application. */
export const REFUSAL_GROUNDS = ["wrong-hall", "out-of-scope", "not-needed", "other"] as const;
/**
 * Why an application cannot be accepted at all. By article 32 of 行政许可法 the applicant is told at once, and where else
 * to go.
 */
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number];

/** The name of each ground. */
export const GROUND_NAMES: Record<RefusalGround, Bilingual> = {
  "wrong-hall": bilingual("不属于本大厅受理", "Not this hall's to accept"),
  "out-of-scope": bilingual("不在适用范围", "Out of scope"),
  "not-needed": bilingual("不需要办理", "Nothing to apply for"),
  other: bilingual("其他", "Other"),
};

/** A visit received or refused at the counter, as lists show it. */
export type ReceptionLine = {
  id: string;
  kind: ReceptionKind;
  /** Its voucher's number, of a series beside the acceptance numbers. */
  number: string;
  profileId: string;
  channel: Channel;
  applicant: string;
  utilities: string[];
  at: Instant;
  operator: string;
  /** Why it waits, or why it was refused. */
  reason: string;
  /** Given under a doubted clock (时钟待核). */
  isClockDoubted: boolean;
  synced: boolean;
  /** The acceptance number that a received visit got later; null until then. */
  acceptedAs: string | null;
  /** Set if a later voucher or refusal for the same visit replaces this one. */
  replaced: boolean;
};
