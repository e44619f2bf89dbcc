import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { ConflictField } from "#shared/case/version-conflict.ts";
import { call, STAFF } from "./call.ts";

/** An act at one of the two windows besides corrections; `refused` says why it cannot follow theirs, null if it is redone by itself. */
export type ConflictAct = { label: Bilingual; at: Instant; refused: Bilingual | null };

/** A version of an application that two windows made (版本冲突); a person merges the two. */
export type ConflictView = {
  applicationId: string;
  acceptanceNumber: string;
  /** Handed back with the decision, so that nobody decides on what they did not see. */
  shownVersion: number;
  /** The key of the last entry of the other window; null while none of them has come. */
  theirs: string | null;
  windows: string[];
  fields: ConflictField[];
  mine: ConflictAct[];
  others: ConflictAct[];
};

/** The result: which of this window's acts were redone after theirs, and which could not be. */
export type ConflictResolved = { redone: Bilingual[]; dropped: { label: Bilingual; why: Bilingual }[] };

const Name = z.string().min(1).max(60);

/** Calls about a version that two windows made. */
export const conflictCalls = {
  "conflict.get": call<ConflictView>()(STAFF, z.strictObject({ applicationId: z.uuid() })),
  /** Every field of the view has a pick. The result goes to the centre as the version after theirs. */
  "conflict.resolve": call<ConflictResolved>()(
    STAFF,
    z.strictObject({
      applicationId: z.uuid(),
      shownVersion: z.int().positive(),
      theirs: z.uuid(),
      picks: z.array(z.strictObject({ section: Name, field: Name, side: z.enum(["mine", "theirs"]) })).max(100),
    }),
  ),
} as const;
/** {@link conflictCalls} as a type. */
export type ConflictCalls = typeof conflictCalls;
