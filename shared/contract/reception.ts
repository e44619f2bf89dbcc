import { z } from "zod";
import { plainText } from "#shared/lib/plain-text.ts";
import { REFUSAL_GROUNDS, type ReceptionLine, type RefusalGround } from "#shared/case/reception.ts";
import { call, STAFF } from "./call.ts";
import { DraftBody } from "#shared/case/draft-body.ts";
import type { PrintJobLine } from "./printing.ts";

/** A visit received or refused, with its voucher's print jobs. */
export type ReceptionView = ReceptionLine & {
  /** What was handed in, as the voucher lists it; empty for a refusal. */
  items: string[];
  ground: RefusalGround | null;
  /** Where the applicant goes instead, if somebody else is competent. */
  goTo: string | null;
  prints: PrintJobLine[];
};

/** The draft's version on this page, as for a submission; null if no draft was saved. */
const ShownVersion = z.int().positive().nullable().default(null);
const Id = z.string().min(1).max(200);

/** Calls about visits without an acceptance number: receive (收件凭证) or refuse (不予受理). */
export const receptionCalls = {
  /** Parks the draft and gives a numbered voucher for the documents handed in; the same call again gives the same voucher. */
  "reception.receive": call<ReceptionView>()(
    STAFF,
    z.strictObject({
      draftId: z.uuid(),
      body: DraftBody,
      items: z.array(plainText(200).min(1)).max(50),
      reason: plainText(500).min(1),
      shownVersion: ShownVersion,
    }),
  ),
  /** Ends the draft with a numbered refusal; the same call again gives the same refusal. */
  "reception.refuse": call<ReceptionView>()(
    STAFF,
    z.strictObject({
      draftId: z.uuid(),
      body: DraftBody,
      ground: z.enum(REFUSAL_GROUNDS),
      reason: plainText(500).min(1),
      goTo: plainText(200).nullable(),
      shownVersion: ShownVersion,
    }),
  ),
  "reception.get": call<ReceptionView>()(STAFF, z.strictObject({ id: Id })),
  /** Prints the voucher again; `print.confirm` says whether paper came out. */
  "reception.print": call<ReceptionView>()(STAFF, z.strictObject({ id: Id, why: z.string().max(200).nullable() })),
} as const;
/** {@link receptionCalls} as a type. */
export type ReceptionCalls = typeof receptionCalls;
