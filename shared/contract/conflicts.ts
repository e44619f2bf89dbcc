import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { ConflictField } from "#shared/case/version-conflict.ts";
import { call, STAFF } from "./call.ts";

/** Something done at this window or the other besides corrections of the form; `refused` says why it cannot be done after theirs, null where it goes on by itself. */
export type ConflictAct = { label: Bilingual; at: Instant; refused: Bilingual | null };

/** A version of an application that two windows made (版本冲突), to be put together by a person. */
export type ConflictView = {
  applicationId: string;
  acceptanceNumber: string;
  /** To be handed back, so that what was not seen is not decided on. */
  shownVersion: number;
  /** The key of the last entry of the other window; null while none of them has come. */
  theirs: string | null;
  windows: string[];
  fields: ConflictField[];
  mine: ConflictAct[];
  others: ConflictAct[];
};

/** What was settled: which of this window's acts went on after theirs, and which could not. */
export type ConflictResolved = { redone: Bilingual[]; dropped: { label: Bilingual; why: Bilingual }[] };

const Name = z.string().min(1).max(60);

/** Calls about a version that two windows made. */
export const conflictCalls = {
  "conflict.get": call<ConflictView>()(STAFF, z.strictObject({ applicationId: z.uuid() })),
  /** Every field of the view has its pick; the result goes to the centre on top of theirs. */
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
export type ConflictCalls = typeof conflictCalls;
