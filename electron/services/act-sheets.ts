import type { CaseState } from "../../shared/act/case-state.ts";
import type { DocumentKind } from "../../shared/contract/document-kind.ts";
import { needsApproval } from "./routing.ts";

/** The papers that a new decision of the routes calls for and that were not called for before: the approval sheet, further letters. */
export function sheetsOfChange(before: CaseState, after: CaseState): { kind: DocumentKind; utility: string | null }[] {
  const had = new Set(before.routes.filter((route) => route.letter).map((route) => route.utility));
  const letters = after.routes.filter((route) => route.letter && !had.has(route.utility));
  return [
    ...letters.map(({ utility }) => ({ kind: "commitment-letter" as const, utility })),
    ...(needsApproval(after.routes) && !needsApproval(before.routes) ? [{ kind: "approval-sheet" as const, utility: null }] : []),
  ];
}
