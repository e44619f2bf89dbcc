import type { CaseState } from "#shared/case/case-state.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { needsApproval } from "#station/rules/routing.ts";

/** One document: a commitment letter belongs to one utility, any other to the whole application. */
export type DocumentRef = { kind: DocumentKind; utility: string | null };

/** The documents that a new routing decision first needs: the approval sheet, further letters. */
export function documentsOfChange(before: CaseState, after: CaseState): DocumentRef[] {
  const had = new Set(before.routes.filter((route) => route.letter).map((route) => route.utility));
  const letters = after.routes.filter((route) => route.letter && !had.has(route.utility));
  return [
    ...letters.map(({ utility }) => ({ kind: "commitment-letter" as const, utility })),
    ...(needsApproval(after.routes) && !needsApproval(before.routes)
      ? [{ kind: "approval-sheet" as const, utility: null }]
      : []),
  ];
}

/**
 * Whether a document prints the applicant's data, which a correction changes. A letter does only if the applicant
 * promises.
 */
export function printsApplicant(profile: Profile, kind: DocumentKind): boolean {
  switch (kind) {
    case "unified-form":
    case "voucher":
    case "slip":
    case "approval-sheet":
      return true;
    case "commitment-letter":
      return profile.commitmentLetter.promisor.party === "applicant";
    default:
      // A notice tells what was done on its day.
      return false;
  }
}

const isSame = (one: DocumentRef, other: DocumentRef): boolean =>
  one.kind === other.kind && one.utility === other.utility;

/**
 * The issued documents that a correction makes outdated; they are printed again. One that others have signed is not:
 * the original stays, marked as superseded, and a person decides whether to have it signed again.
 */
export function documentsOfCorrection(
  profile: Profile,
  given: readonly DocumentRef[],
  state: CaseState,
): DocumentRef[] {
  const isSigned = ({ kind, utility }: DocumentRef) =>
    (kind === "approval-sheet" && state.opinions.length > 0) ||
    (kind === "commitment-letter" && state.letters.some((letter) => letter.utility === utility));
  return given
    .filter(
      (sheet, i) =>
        given.findIndex((one) => isSame(one, sheet)) === i && printsApplicant(profile, sheet.kind) && !isSigned(sheet),
    )
    .map(({ kind, utility }) => ({ kind, utility }));
}
