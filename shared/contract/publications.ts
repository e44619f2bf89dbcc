import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import { call, STAFF } from "./call.ts";

/** The state of a publication (发布件) at this hall; `offered` is not fetched yet, `waiting` is fetched before its day. */
export type PublicationState = "offered" | "waiting" | "in-force" | "replaced" | "set-aside";

/** One publication as a page lists it. */
export type PublicationLine = {
  id: string;
  title: Bilingual;
  state: PublicationState;
  appliesOn: LocalDate | null;
  /** Why it is quarantined; the rules before it stay in force. */
  reason: Problem | null;
  changedAt: Instant;
};

/** Publications of the centre for this hall, the newest first, and how many are quarantined. */
export type PublicationView = { lines: PublicationLine[]; quarantined: number };

/** Calls about publications of the centre. */
export const publicationCalls = {
  "publication.list": call<PublicationView>()(STAFF, z.strictObject({})),
} as const;
/** {@link publicationCalls} as a type. */
export type PublicationCalls = typeof publicationCalls;
