import { z } from "zod";
import type { CaseStatus } from "#shared/case/case-status.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Instant } from "#shared/time/instant.ts";
import { call, STAFF } from "./call.ts";

/** A stored application as a search shows it; the phone is masked. */
export type FoundLine = {
  id: string;
  acceptanceNumber: string;
  profileId: string;
  status: CaseStatus;
  statusName: Bilingual;
  applicant: string;
  contact: string;
  phone: string;
  site: string;
  utilities: string[];
  acceptedAt: Instant;
  window: string;
  /** Whether another window of the hall took it in. */
  remote: boolean;
  dutyHolder: string;
};

/** The newest applications found; `more` says that older ones were left off. */
export type FoundApplications = { lines: FoundLine[]; more: boolean };

/** Calls that find stored applications. */
export const searchCalls = {
  /** Finds by any part of a name, an address or the acceptance number, by the end of a phone, or by a whole credit code. */
  "application.search": call<FoundApplications>()(STAFF, z.strictObject({ text: z.string().max(200) })),
} as const;
/** {@link searchCalls} as a type. */
export type SearchCalls = typeof searchCalls;
