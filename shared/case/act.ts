import { z } from "zod";
import { DetailChange } from "./correction.ts";
import { OutsideLine } from "#shared/profile/outside-line.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import { LocalDate } from "#shared/time/instant.ts";

const Words = plainText(2000).min(1, "不能为空 / must not be blank");
const Items = z.array(plainText(200).min(1)).min(1, "至少列出一项 / name at least one item").max(50);
const Utility = z.string().min(1).max(60);
/** The agreed day of the callback (回访) that follows the act; left out if no day is agreed. */
const CallbackOn = LocalDate.optional();

/**
 * Everything that can be done to an application after intake; `case-status.ts` says which act may follow which. Dates
 * are local days; `facts` are outside lines as measured.
 */
export const Act = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("supplement.requested"), items: Items, reasonForAnother: Words.nullable() }),
  z.strictObject({ kind: z.literal("supplement.received") }),
  z.strictObject({ kind: z.literal("tolerance.granted"), items: Items, dueOn: LocalDate }),
  z.strictObject({ kind: z.literal("tolerance.settled") }),
  z.strictObject({ kind: z.literal("tolerance.lapsed"), reason: Words }),
  z.strictObject({ kind: z.literal("survey.scheduled"), on: LocalDate }),
  /**
   * `noOutsideLine` names utilities that need no outside line by the survey; at least one of the two lists is not
   * empty.
   */
  z.strictObject({
    kind: z.literal("survey.recorded"),
    on: LocalDate,
    facts: z.array(OutsideLine).max(20),
    noOutsideLine: z.array(Utility).max(20).optional(),
    findings: plainText(2000),
  }),
  z.strictObject({ kind: z.literal("letter.signed"), utility: Utility, promisor: Words, signedOn: LocalDate }),
  z.strictObject({ kind: z.literal("approval.applied"), utility: Utility }),
  z.strictObject({
    kind: z.literal("opinion.recorded"),
    signer: Words,
    agrees: z.boolean(),
    text: plainText(2000),
    signedOn: LocalDate,
    /** Why this department signs; needed if the rules name departments and not this one. */
    reason: z.exactOptional(Words),
  }),
  /** The listed departments (签批部门) that this case does not involve (不涉及); the list replaces an earlier one. */
  z.strictObject({ kind: z.literal("signers.decided"), notInvolved: z.array(Words).max(50), reason: Words }),
  z.strictObject({
    kind: z.literal("approval.concluded"),
    granted: z.boolean(),
    on: LocalDate,
    /** Why it was granted without every opinion, or not granted although no department disagrees. */
    reason: z.exactOptional(Words),
    /** The ids of the listed departments without an opinion at a grant; the host fills it in. */
    missing: z.exactOptional(z.array(Words).max(50)),
  }),
  z.strictObject({ kind: z.literal("construction.started"), on: LocalDate }),
  z.strictObject({ kind: z.literal("connection.made"), utility: Utility, on: LocalDate, callbackOn: CallbackOn }),
  z.strictObject({ kind: z.literal("case.closed"), on: LocalDate, callbackOn: CallbackOn }),
  /**
   * Who took over a utility's part that was sent out on acceptance; `responder` is the specialist, or whoever
   * answered for the unit.
   */
  z.strictObject({
    kind: z.literal("specialist.responded"),
    utility: Utility,
    responder: plainText(200).min(1, "不能为空 / must not be blank"),
  }),
  /** `utility` names the utility whose unit leads from now on; null means the first receiver's own employer. */
  z.strictObject({ kind: z.literal("lead.changed"), utility: Utility.nullable(), reason: Words }),
  /**
   * A typing error in the applicant's own data. Another applicant in place of this one is a transfer, not a
   * correction.
   */
  z.strictObject({
    kind: z.literal("details.corrected"),
    changes: z.array(DetailChange).min(1, "没有更正任何一项 / nothing is corrected").max(20),
    reason: Words,
  }),
  z.strictObject({ kind: z.literal("application.refused"), reason: Words }),
  z.strictObject({ kind: z.literal("application.withdrawn"), reason: Words }),
]);
/** One act on an application (办理动作). */
export type Act = z.infer<typeof Act>;
/** The name of an act, `noun.past`. */
export type ActKind = Act["kind"];
