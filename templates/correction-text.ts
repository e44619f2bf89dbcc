import type { DocumentData } from "./document-data.ts";
import { momentText } from "./value-text.ts";

/** What a paper says of each correction (更正): when, of what, and that the papers before it no longer count. */
export const correctionLines = ({ corrections = [] }: Pick<DocumentData, "corrections">): string[] =>
  corrections.map(
    ({ at, version, fields }) => `${momentText(at)} 更正${fields.join("、")}（第${version}版），此前各版作废`,
  );

/** When the applicant confirmed the form together with the clerk, and that a later correction was no part of it; null where no check was made. */
export function jointCheckText({
  jointCheckedAt,
  corrections = [],
}: Pick<DocumentData, "jointCheckedAt" | "corrections">): string | null {
  if (jointCheckedAt == null) return null;
  return `${momentText(jointCheckedAt)}　申请人已核对确认${corrections.length === 0 ? "" : "当时所填内容，不含其后的更正"}`;
}
