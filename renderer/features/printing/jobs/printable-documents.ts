import type { Application } from "#shared/case/application.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import type { ReceptionKind } from "#shared/case/reception.ts";
import type { PrintJobLine } from "#shared/contract/printing.ts";

const NOTICE_KINDS = [
  "supplement-notice",
  "tolerance-notice",
  "letter-void-note",
  "refusal-notice",
  "withdrawal-notice",
] as const satisfies readonly DocumentKind[];

/** One document to print: a letter belongs to one utility, the others to the whole application. */
export type DocumentRef = { kind: DocumentKind; utility: string | null };

/** The notices given so far (补正、容缺、不予受理、撤回、承诺书失效), each kind once, known by their print jobs. */
export const noticeDocuments = (jobs: readonly PrintJobLine[]): DocumentRef[] =>
  NOTICE_KINDS.filter((kind) => jobs.some((job) => job.kind === kind)).map((kind) => ({ kind, utility: null }));

/** The documents that this application's routes call for. */
export const documentsOf = (application: Application): DocumentRef[] => [
  { kind: "unified-form", utility: null },
  { kind: "voucher", utility: null },
  ...application.routes
    .filter((route) => route.letter)
    .map((route): DocumentRef => ({ kind: "commitment-letter", utility: route.utility })),
  ...(application.routes.some((route) => route.route === "joint-approval" || route.route === "blocked")
    ? [{ kind: "approval-sheet", utility: null } as const]
    : []),
  { kind: "slip", utility: null },
];

/** The notice of a visit without an acceptance number. */
export const receptionSlip = (kind: ReceptionKind): DocumentRef => ({
  kind: kind === "received" ? "received-notice" : "refusal-notice",
  utility: null,
});
