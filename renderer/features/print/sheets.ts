import type { Application } from "../../../shared/application.ts";
import type { DocumentKind } from "../../../shared/contract/document-kind.ts";

/** One document to print: a letter belongs to one utility, the others to the whole application. */
export type Sheet = { kind: DocumentKind; utility: string | null };

/** The documents that this application's routes call for. */
export const sheetsOf = (application: Application): Sheet[] => [
  { kind: "unified-form", utility: null },
  { kind: "voucher", utility: null },
  ...application.routes.filter((route) => route.letter).map((route): Sheet => ({ kind: "commitment-letter", utility: route.utility })),
  ...(application.routes.some((route) => route.route === "joint-approval" || route.route === "blocked") ? [{ kind: "approval-sheet", utility: null } as const] : []),
  { kind: "slip", utility: null },
];
