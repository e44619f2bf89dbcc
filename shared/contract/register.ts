import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Instant } from "#shared/time/instant.ts";
import { call, STAFF } from "./call.ts";
import type { RegisterCompany, RegisterProject } from "./centre/register.ts";

/** Set if the register cannot be reached now: the time of the kept answer, and why it cannot be reached. */
export type KeptLookUp = { askedAt: Instant; why: Bilingual };

/** The result of a look-up; if `unavailable`, the typed data stays as the applicant declared it. */
export type LookUp<Found> =
  | ({ kind: "found"; kept?: KeptLookUp } & Found)
  | { kind: "not-found" }
  | { kind: "unavailable"; why: Bilingual };

/** What is known of a company. */
export type RegisterView = LookUp<{ company: RegisterCompany }>;
/** What is known of a project. */
export type ProjectView = LookUp<{ project: RegisterProject }>;

/** Calls about the centre's register. */
export const registerCalls = {
  "register.find": call<RegisterView>()(STAFF, z.strictObject({ creditCode: z.string().min(1).max(40) })),
  "register.findProject": call<ProjectView>()(STAFF, z.strictObject({ projectCode: z.string().min(1).max(40) })),
} as const;
/** {@link registerCalls} as a type. */
export type RegisterCalls = typeof registerCalls;
