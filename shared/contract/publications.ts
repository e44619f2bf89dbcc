import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import { call, STAFF } from "./call.ts";

/** What became of a publication (发布件) at this hall: told of and not fetched yet, waiting for its day, in force, replaced by a later one, or set aside with the reason. */
export type PublicationState = "offered" | "waiting" | "in-force" | "replaced" | "set-aside";

/** One publication as a page lists it. */
export type PublicationLine = {
  id: string;
  title: Bilingual;
  state: PublicationState;
  appliesOn: LocalDate | null;
  /** Why it was set aside; the rules that were in force stay so. */ reason: Problem | null;
  changedAt: Instant;
};

/** What the centre published to this hall, the newest first, and how many of it were set aside. */
export type PublicationView = { lines: PublicationLine[]; quarantined: number };

/** Calls about what the centre published. */
export const publicationCalls = {
  "publication.list": call<PublicationView>()(STAFF, z.strictObject({})),
} as const;
export type PublicationCalls = typeof publicationCalls;
