import { z } from "zod";
import type { Bilingual } from "../bilingual.ts";
import { call } from "./call.ts";
import type { RegisterCompany } from "./register.ts";
import { STAFF } from "./roles.ts";

/** What is known of a company; `unavailable` says why nothing is, and what was typed stays declared. */
export type RegisterView = { kind: "found"; company: RegisterCompany } | { kind: "not-found" } | { kind: "unavailable"; why: Bilingual };

/** Calls about the centre's company register. */
export const registerCalls = {
  "register.find": call<RegisterView>()(STAFF, z.strictObject({ creditCode: z.string().min(1).max(40) })),
} as const;
