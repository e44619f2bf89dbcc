import { z } from "zod";

/** The document kinds that can be previewed and printed; the notices belong to acts after intake. */
export const DocumentKind = z.enum([
  "unified-form",
  "commitment-letter",
  "approval-sheet",
  "voucher",
  "slip",
  "received-notice",
  "supplement-notice",
  "tolerance-notice",
  "refusal-notice",
  "withdrawal-notice",
  "letter-void-note",
]);
export type DocumentKind = z.infer<typeof DocumentKind>;
