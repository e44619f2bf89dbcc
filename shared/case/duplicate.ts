import { z } from "zod";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { findRole } from "#shared/profile/form.ts";
import type { FormDefinition, FormValues } from "#shared/profile/form.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import { foldSearch } from "./search-terms.ts";

/** Why an application is accepted although a similar one is stored. */
export const DuplicateReason = z.enum(["another-meter", "another-phase", "other-scope", "other"]);
export type DuplicateReason = z.infer<typeof DuplicateReason>;

/** The name of a reason. */
export const DUPLICATE_REASONS: Record<DuplicateReason, Bilingual> = {
  "another-meter": bilingual("同一地址的另一户、另一只表", "Another meter at the same address"),
  "another-phase": bilingual("同一项目的下一期", "The next phase of the same project"),
  "other-scope": bilingual("内容不同（增容、临时等）", "Of another scope (extension, temporary …)"),
  other: bilingual("其他（请写明）", "Other (say which)"),
};

/** A person's decision on a likely duplicate: accept it as new, for a reason; `other` needs a note. */
export const DuplicateDecision = z
  .strictObject({ reason: DuplicateReason, note: plainText(200).default("") })
  .refine((decision) => decision.reason !== "other" || decision.note !== "", {
    path: ["note"],
    error: "请写明理由 / say the reason",
  });
export type DuplicateDecision = z.infer<typeof DuplicateDecision>;

/** Applicant, service and address, as far as they tell one case from another. */
export type CaseIdentity = {
  applicant: string;
  site: string;
  creditCode: string | null;
  utilities: readonly string[];
  service: string | null;
};

/** Reads applicant, service and address; null while applicant or address is blank. */
export function caseIdentityOf(
  form: FormDefinition,
  { form: values, utilities, service }: { form: FormValues; utilities: readonly string[]; service?: string },
): CaseIdentity | null {
  const [applicant, site] = [findRole(form, values, "applicant"), findRole(form, values, "site")];
  return applicant === null || site === null
    ? null
    : { applicant, site, creditCode: findRole(form, values, "credit-code"), utilities, service: service ?? null };
}

/**
 * Texts of which two applications of one case share at least one: the address with the name, or with the credit code.
 */
export function caseTexts({ applicant, site, creditCode }: CaseIdentity): string[] {
  const at = foldSearch(site);
  const code = creditCode === null ? "" : foldSearch(creditCode);
  return [`name\n${foldSearch(applicant)}\n${at}`, ...(code === "" ? [] : [`code\n${code}\n${at}`])];
}

/**
 * Whether two applications are likely one case (row 6): the same applicant by name or credit code, the same address
 * and service, and a common utility.
 */
export function isSameCase(one: CaseIdentity, other: CaseIdentity): boolean {
  const byName = foldSearch(one.applicant) === foldSearch(other.applicant);
  const byCode =
    one.creditCode !== null && other.creditCode !== null && foldSearch(one.creditCode) === foldSearch(other.creditCode);
  return (
    one.service === other.service &&
    (byName || byCode) &&
    foldSearch(one.site) === foldSearch(other.site) &&
    one.utilities.some((utility) => other.utilities.includes(utility))
  );
}
