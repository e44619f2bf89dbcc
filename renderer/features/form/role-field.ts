import type { FieldRole } from "#shared/form.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";

/** Where the field of a role stands on the form and what is typed there; null where the local form has none. */
export function roleField(role: FieldRole): { section: string; field: string; typed: string } | null {
  const { profile, form } = useIntakeStore.getState();
  for (const section of profile?.form.sections ?? []) {
    const field = section.fields.find((each) => each.role === role);
    if (field === undefined) continue;
    const value = form[section.id]?.[field.id];
    return { section: section.id, field: field.id, typed: typeof value === "string" ? value : "" };
  }
  return null;
}

/** Types a text into the field of a role; false where the local form has none. */
export function setRole(role: FieldRole, text: string): boolean {
  const place = roleField(role);
  if (place !== null) useIntakeStore.getState().setValue(place.section, place.field, text);
  return place !== null;
}
