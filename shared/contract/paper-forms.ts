import { z } from "zod";
import type { Instant } from "#shared/time/instant.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import { call, STAFF } from "./call.ts";

/** A numbered blank form for an outage (应急纸质单). */
export type PaperFormLine = {
  number: string;
  profileId: string;
  state: "unused" | "used" | "spoiled";
  printedAt: Instant;
  why: string | null;
};

/** The paper forms of this station: how many by state, and the unused ones. */
export type PaperFormsView = { counts: Record<PaperFormLine["state"], number>; unused: PaperFormLine[] };

/** The largest number of forms that one call prints. */
export const MAX_PAPER_FORMS = 50;

/** Calls about paper forms for an outage. */
export const paperFormCalls = {
  "paperForm.list": call<PaperFormsView>()(STAFF, z.strictObject({})),
  /** Registers and renders forms under the hall's locality; the answer is a ZIP with one PDF for each form. */
  "paperForm.print": call<{ fileName: string; mime: string; base64: string; numbers: string[] }>()(
    ["supervisor"],
    z.strictObject({ count: z.int().min(1).max(MAX_PAPER_FORMS) }),
  ),
  "paperForm.spoil": call<PaperFormsView>()(
    STAFF,
    z.strictObject({ number: z.string().min(1).max(60), why: plainText(200).min(1) }),
  ),
} as const;
/** {@link paperFormCalls} as a type. */
export type PaperFormCalls = typeof paperFormCalls;
