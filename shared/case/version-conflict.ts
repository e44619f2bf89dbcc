import type { Bilingual } from "#shared/lib/bilingual.ts";
import { correctableFields, type DetailChange } from "./correction.ts";
import type { FormDefinition, FormValues } from "#shared/profile/form.ts";

/** Whose value is taken when two stations made the same version: this station's, or the other's. */
export type ConflictSide = "mine" | "theirs";

/**
 * A field in which the two versions differ: its value before, here and there. `preset` is the only side that changed
 * it; null if both did.
 */
export type ConflictField = {
  section: string;
  field: string;
  label: Bilingual;
  base: string;
  mine: string;
  theirs: string;
  preset: ConflictSide | null;
};

const textOf = (values: FormValues, section: string, field: string): string => {
  const value = values[section]?.[field] ?? "";
  return typeof value === "string" ? value : JSON.stringify(value);
};

/** The fields in which two versions of one form differ (逐项对照). */
export function conflictFields(
  form: FormDefinition,
  base: FormValues,
  mine: FormValues,
  theirs: FormValues,
): ConflictField[] {
  return correctableFields(form).flatMap(({ section, field }) => {
    const [before, here, there] = [base, mine, theirs].map((values) => textOf(values, section, field.id));
    if (before === undefined || here === undefined || there === undefined || here === there) return [];
    return [
      {
        section,
        field: field.id,
        label: field.label,
        base: before,
        mine: here,
        theirs: there,
        preset: presetOf(before, here, there),
      },
    ];
  });
}

/** One field with the side that a person chose. */
export type ConflictPick = { section: string; field: string; side: ConflictSide };

/** The corrections to the other version that give the chosen values; null if choices and fields do not match. */
export function chosenChanges(fields: readonly ConflictField[], picks: readonly ConflictPick[]): DetailChange[] | null {
  const sideOf = ({ section, field }: ConflictField): ConflictSide | undefined =>
    picks.find((pick) => pick.section === section && pick.field === field)?.side;
  if (picks.length !== fields.length || fields.some((field) => sideOf(field) === undefined)) return null;
  return fields.flatMap((field) =>
    sideOf(field) === "mine" ? [{ section: field.section, field: field.field, value: field.mine }] : [],
  );
}

/** Preselects the side that alone changed a field; null where both changed it. */
function presetOf(before: string, mine: string, theirs: string): ConflictSide | null {
  if (mine === before) return "theirs";
  return theirs === before ? "mine" : null;
}
