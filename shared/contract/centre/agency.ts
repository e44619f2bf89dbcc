import { z } from "zod";
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

/** New applications for a utility, or for a department those that need joint approval, the oldest first. */
export const AgencyPage = z.strictObject({
  epoch: z.uuid(),
  applications: z
    .array(
      z.strictObject({
        applicationId: z.uuid(),
        acceptanceNumber: z.string(),
        hall: z.string(),
        window: z.string(),
        acceptedAt: z.string(),
        utilities: z.array(z.string()),
        /** What was declared, as far as it concerns the caller: the head of the form, its own part, its own outside line. */
        form: z.record(z.string(), z.unknown()),
        outsideLines: z.array(z.unknown()),
      }),
    )
    .max(AGENCY_PAGE),
  cursor: z.string(),
  more: z.boolean(),
});
export type AgencyPage = z.infer<typeof AgencyPage>;
