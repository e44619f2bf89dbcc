import { z } from "zod";
import type { CaseStatus } from "#shared/case/case-status.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Instant } from "#shared/time/instant.ts";
import { call, STAFF } from "./call.ts";
import { DraftBody } from "#shared/case/draft-body.ts";

/** A stored application that is likely the same case: which it is, at which window, who answers for it. */
export type DuplicateLine = {
  id: string;
  acceptanceNumber: string;
  status: CaseStatus;
  statusName: Bilingual;
  applicant: string;
  site: string;
  /** The utilities that both ask for. */
  utilities: string[];
  acceptedAt: Instant;
  window: string;
  dutyHolder: { name: string; phone: string; organisation: string };
};

/** Calls about likely duplicates. */
export const duplicateCalls = {
  "intake.findDuplicates": call<DuplicateLine[]>()(STAFF, z.strictObject({ body: DraftBody })),
} as const;
export type DuplicateCalls = typeof duplicateCalls;
