import type { Bilingual } from "#shared/lib/bilingual.ts";
import { correctableFields, type DetailChange } from "./correction.ts";
import type { FormDefinition, FormValues } from "#shared/profile/form.ts";

/** Whose value holds where two windows made one version: this window's, or the other's. */
export type ConflictSide = "mine" | "theirs";

/**
 * A field that the two versions hold otherwise: as it was before both, here, and there; `preset` is the one side that
 * changed it, null where both did.
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

/** One field with the side that a person chose for it. */
export type ConflictPick = { section: string; field: string; side: ConflictSide };

/**
 * What has to be corrected in their version so that it holds what was chosen; null where a field has no choice, or a
 * choice no field.
 */
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
