import type { Bilingual } from "#shared/bilingual.ts";
import type { Field, FieldValue } from "#shared/form.ts";
import { checkProjectCode } from "#shared/project-code.ts";

/** What is said of a code that is right in form and cannot be checked further: a project code is never verified here (项目代码). */
export function codeNote(field: Field, value: FieldValue | undefined): Bilingual | null {
  if (
    field.kind !== "text" ||
    (field.check ?? field.role) !== "project-code" ||
    typeof value !== "string" ||
    value.trim() === ""
  )
    return null;
  const { verdict, message } = checkProjectCode(value);
  return verdict === "shape-only" ? message : null;
}
