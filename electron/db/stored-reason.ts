import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { FailureReason } from "./outbox-port.ts";

/** A stored text in both languages. One may be empty, as it often is in another machine's words. */
export const StoredWords: z.ZodType<Bilingual> = z.looseObject({ zh: z.string(), en: z.string() });

/** What happened and what to do, as it is stored. */
export const StoredReason: z.ZodType<FailureReason> = z.looseObject({ what: StoredWords, next: StoredWords });

/** A whole problem, as it is stored. */
export const StoredProblem: z.ZodType<Problem> = z.looseObject({
  code: z.string(),
  what: StoredWords,
  safe: StoredWords,
  next: StoredWords,
  fields: z.array(z.looseObject({ path: z.string(), message: StoredWords })),
});
