import type { ReceptionKind } from "#shared/reception.ts";
import type { Sheet } from "#renderer/features/print/sheets.ts";

/** The paper that a visit without an acceptance number gets. */
export const voucherSheet = (kind: ReceptionKind): Sheet => ({
  kind: kind === "received" ? "received-notice" : "refusal-notice",
  utility: null,
});
