import type { FieldRole, FormDefinition } from "./form.ts";

/** The text that a form's values hold for a role, e.g. the applicant's name; null where the form has no such field or it is blank. */
export function findRole(
  form: FormDefinition,
  values: Record<string, Record<string, unknown>>,
  role: FieldRole,
): string | null {
  for (const section of form.sections) {
    const field = section.fields.find((each) => each.role === role);
    const value = field && values[section.id]?.[field.id];
    if (typeof value === "string" && value !== "") return value;
  }
  return null;
}
