import type { DocumentData, DocumentDutyHolder } from "./document-data.ts";

/** One line about who answers: 首接责任人 where the first receiver still does, else 首接人 and 现责任人. */
export type DutyText = { label: "首接责任人" | "首接人" | "现责任人"; person: DocumentDutyHolder };

/** Who received first and who answers now, as every paper prints it; nothing before anybody is named. */
export function dutyTexts({
  dutyHolder,
  firstHolder = null,
}: Pick<DocumentData, "dutyHolder" | "firstHolder">): DutyText[] {
  if (dutyHolder === null) return [];
  if (firstHolder === null) return [{ label: "首接责任人", person: dutyHolder }];
  return [
    { label: "首接人", person: firstHolder },
    { label: "现责任人", person: dutyHolder },
  ];
}

/** A person's name, telephone and organisation in one line, what is not known left out. */
export const personText = ({ name, phone, organisation }: DocumentDutyHolder, between: string): string =>
  [name, phone, organisation].filter((part) => part !== "").join(between);
