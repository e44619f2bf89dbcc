import { z } from "zod";
import type { ApplicationContent } from "#shared/case/application.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { Instant } from "#shared/time/instant.ts";
import { call, APPLICANT, STAFF } from "./call.ts";
import { DraftBody } from "#shared/case/draft-body.ts";

/** `lapsed`: the form changed since; undoing every change makes the check valid again. */
export type JointCheckState = "open" | "confirmed" | "lapsed";

/** The joint check (共同核对) of one draft, as the clerk sees it. */
export type JointCheckView = {
  id: string;
  draftId: string;
  /** Whether the applicant's window shows it now. */
  shown: boolean;
  state: JointCheckState;
  /** Fields the applicant pointed at, by path, e.g. `form.header.site`. */
  pointed: string[];
  startedAt: Instant;
  confirmedAt: Instant | null;
  confirmer: string | null;
  signed: boolean;
  /** SHA-256 over the rules and the content shown. */
  contentHash: string;
};

/** What the applicant's window shows: the content as it will be printed, and nothing about anybody else. */
export type ApplicantCheck = {
  id: string;
  profile: Profile;
  content: ApplicationContent;
  contentHash: string;
  state: JointCheckState;
  pointed: string[];
  startedAt: Instant;
  confirmedAt: Instant | null;
  signed: boolean;
  /** The unified form as a PDF in base64, with phone and identity numbers masked; null unless requested. */
  page: string | null;
};

const DraftId = z.uuid();
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A signature's picture of 200 KB, in base64. */
const MAX_SIGNATURE_CHARS = 273_068;

/** Calls about the joint check; the applicant's window may make the last three and no others. */
export const jointCheckCalls = {
  /** Freezes what the form holds and shows it to the applicant; `body` is what would be submitted. */
  "check.start": call<JointCheckView>()(STAFF, z.strictObject({ draftId: DraftId, body: DraftBody })),
  /** Reports what the form holds now; answers whether the check is still valid, null if there is none. */
  "check.follow": call<JointCheckView | null>()(STAFF, z.strictObject({ draftId: DraftId, body: DraftBody })),
  /** Takes the draft off the applicant's window; a confirmation stays. */
  "check.hide": call<{ hidden: boolean }>()(STAFF, z.strictObject({ draftId: DraftId })),
  /** Opens the applicant's window, or gives the address that the page opens itself; otherwise null. */
  "check.openWindow": call<{ address: string | null }>()(STAFF, z.strictObject({})),
  "check.get": call<ApplicantCheck | null>()(APPLICANT, z.strictObject({ withPage: z.boolean() })),
  "check.confirm": call<ApplicantCheck>()(
    APPLICANT,
    z.strictObject({ id: z.uuid(), contentHash: Sha256, signature: z.base64().max(MAX_SIGNATURE_CHARS).nullable() }),
  ),
  "check.point": call<ApplicantCheck>()(APPLICANT, z.strictObject({ id: z.uuid(), path: z.string().min(1).max(200) })),
} as const;
/** {@link jointCheckCalls} as a type. */
export type JointCheckCalls = typeof jointCheckCalls;
