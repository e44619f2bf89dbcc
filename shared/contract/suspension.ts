import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import { SUSPENSION_STEPS, type SuspensionStep } from "#shared/profile/suspension.ts";
import { LocalDate, type Instant } from "#shared/time/instant.ts";
import { call, STAFF } from "./call.ts";

const ShortText = plainText(200).min(1, "不能为空 / must not be blank");

/** One recorded step against a utility; `endsOn` is null without a duration, or until the utility is rectified. */
export type SuspensionLine = {
  id: string;
  utility: string;
  step: SuspensionStep;
  label: Bilingual;
  orderNumber: string;
  from: LocalDate;
  months: number | null;
  note: string;
  endsOn: LocalDate | null;
  /** Whether it bars commitments today. */
  isInForce: boolean;
  rectifiedOn: LocalDate | null;
  liftedDocument: string | null;
  liftedBy: string | null;
  recordedBy: string;
  recordedAt: Instant;
};

/** The suspension register of a locality (暂停登记簿), with its rule; null if the local rules have none. */
export type SuspensionRegister = {
  rule: { label: Bilingual; months: number; untilRectified: boolean; quote: string; clause: string } | null;
  today: LocalDate;
  utilities: { id: string; label: Bilingual }[];
  lines: SuspensionLine[];
};

/** Calls about suspensions of the right to commit. */
export const suspensionCalls = {
  "suspension.list": call<SuspensionRegister>()(STAFF, z.strictObject({ profileId: ShortText })),
  "suspension.record": call<SuspensionRegister>()(
    ["supervisor"],
    z.strictObject({
      profileId: ShortText,
      utility: ShortText,
      step: z.enum(SUSPENSION_STEPS),
      orderNumber: ShortText,
      from: LocalDate,
      note: plainText(2000),
    }),
  ),
  /** Confirms that a utility has rectified the matter; closes every open step against it. */
  "suspension.rectify": call<SuspensionRegister>()(
    ["supervisor"],
    z.strictObject({ profileId: ShortText, utility: ShortText, rectifiedOn: LocalDate, document: ShortText }),
  ),
} as const;
/** {@link suspensionCalls} as a type. */
export type SuspensionCalls = typeof suspensionCalls;
