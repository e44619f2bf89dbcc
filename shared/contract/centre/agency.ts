import { z } from "zod";
import { CASE_STATUSES } from "#shared/case/case-status.ts";
import { LocalDate } from "#shared/time/instant.ts";
import { ProgressStep } from "./feed.ts";

/** How many applications a page of the far side's list holds at most. */
export const AGENCY_PAGE = 20;

const Words = z.string().max(2000).default("");
const ofCase = { applicationId: z.uuid(), on: LocalDate, text: Words };

/** What a utility or a department says about an application; utilities tell survey dates and progress, departments opinions. */
export const AgencyReport = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("opinion.given"), ...ofCase, agrees: z.boolean() }),
  z.strictObject({ kind: z.literal("survey.dated"), ...ofCase }),
  z.strictObject({ kind: z.literal("progress.reported"), ...ofCase, step: ProgressStep }),
]);
export type AgencyReport = z.infer<typeof AgencyReport>;

/** The proof that a report is held; the same key and content again get the same. */
export const AgencyReceipt = z.strictObject({
  key: z.uuid(),
  receipt: z.string().min(8),
  receivedAt: z.string(),
  duplicate: z.boolean(),
});
export type AgencyReceipt = z.infer<typeof AgencyReceipt>;

/** An application as it stands now, as far as it concerns an agency. */
export const AgencyApplication = z.strictObject({
  applicationId: z.uuid(),
  acceptanceNumber: z.string(),
  hall: z.string(),
  window: z.string(),
  acceptedAt: z.string(),
  /** Grows with each change. An application that is listed again replaces what was read of it before. */
  version: z.int().positive(),
  status: z.enum(CASE_STATUSES),
  /** How the case ended; then no report on it is taken. Null while it runs. */
  over: z.enum(["refused", "withdrawn", "closed"]).nullable(),
  utilities: z.array(z.string()),
  /** With every correction, as far as it concerns the caller: the head of the form, and its own part. */
  form: z.record(z.string(), z.unknown()),
  /** As last surveyed; until then as declared. */
  outsideLines: z.array(z.unknown()),
});
export type AgencyApplication = z.infer<typeof AgencyApplication>;

/**
 * Applications of a utility, or for a department those that ever needed a joint approval. They come in the order of
 * their last change: each one that changes (corrected, surveyed, another route, ended) is listed again after the cursor.
 */
export const AgencyPage = z.strictObject({
  epoch: z.uuid(),
  applications: z.array(AgencyApplication).max(AGENCY_PAGE),
  cursor: z.string(),
  more: z.boolean(),
});
export type AgencyPage = z.infer<typeof AgencyPage>;
