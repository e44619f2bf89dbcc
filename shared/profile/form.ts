import { z } from "zod";
import { Bilingual } from "#shared/lib/bilingual.ts";
import { leaf } from "./quoted.ts";

const FieldId = z.string().regex(/^[a-z][A-Za-z0-9]*$/, "小驼峰 / lower camel case");

/** What a field means to the program, whatever a locality calls it. */
export const FieldRole = z.enum([
  "applicant",
  "credit-code",
  "site",
  "contact",
  "phone",
  "project-code",
  "legal-representative",
  "identity-number",
  "appointment",
  "wishes",
]);
export type FieldRole = z.infer<typeof FieldRole>;

/** The kind of personal data in a field; it decides masking and sealing. */
export const Personal = z.enum(["name", "phone", "identity", "address"]);
export type Personal = z.infer<typeof Personal>;

const Option = z.strictObject({ id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/), label: Bilingual });

const common = {
  id: FieldId,
  label: Bilingual,
  required: z.boolean(),
  role: FieldRole.nullable().default(null),
  personal: Personal.nullable().default(null),
};

/**
 * One simple field. `amount` is a decimal with at most `decimals` places and one of `units` (none if the form prints
 * none); `hour` is a local day with an hour (年 月 日 时).
 */
const simpleKinds = [
  leaf({
    ...common,
    kind: z.literal("text"),
    maxLength: z.int().positive().default(200),
    check: z.enum(["credit-code", "id-number", "project-code", "phone"]).nullable().default(null),
  }),
  leaf({
    ...common,
    kind: z.literal("amount"),
    decimals: z.int().min(0).max(4).default(2),
    units: z.array(Option).default([]),
  }),
  leaf({ ...common, kind: z.literal("integer") }),
  leaf({ ...common, kind: z.literal("date") }),
  leaf({ ...common, kind: z.literal("hour") }),
  leaf({ ...common, kind: z.literal("choice"), options: z.array(Option).min(1) }),
  leaf({ ...common, kind: z.literal("choices"), options: z.array(Option).min(1) }),
  leaf({ ...common, kind: z.literal("yes-no") }),
] as const;
/** A field with one value. */
export const SimpleField = z.discriminatedUnion("kind", simpleKinds);
export type SimpleField = z.infer<typeof SimpleField>;

/** A field that repeats as rows, e.g. several gas devices. */
export const ListField = leaf({
  ...common,
  kind: z.literal("list"),
  maxRows: z.int().positive().default(50),
  fields: z.array(SimpleField).min(1),
});
export type ListField = z.infer<typeof ListField>;

/** A field of a form, with one value or with rows. */
export const Field = z.discriminatedUnion("kind", [...simpleKinds, ListField]);
export type Field = z.infer<typeof Field>;

/** A section of the form; a utility's section opens only when that utility is ticked (按需选填). */
export const FormSection = leaf({
  id: FieldId,
  utility: z.string().nullable(),
  label: Bilingual,
  fields: z.array(Field).min(1),
});
export type FormSection = z.infer<typeof FormSection>;

/**
 * A cell of a printed sheet. Lines may hold places in braces:
 * `{water.demand}` a value · `{header.appointment|year}` a part of it (year, month, day, hour, amount, unit) ·
 * `{box water.businessType=new}` a box ticked by an option · `{box utilities=water}` by a utility ·
 * `{box network.basement}` by yes · `{box water.dualSupply=no}` by no · `{gas.devices.name}` a column of a list's
 * first row (code prints the further rows on an added sheet) · `{number}` acceptance number · `{window}` receiving window ·
 * `{opinion SIGNER}`, `{opinionDate SIGNER|year}` of the approval sheet · `{promises}` the letter's lines, one per line ·
 * `{letter.NAME}` and `{approval.NAME}` the document's own data.
 */
export const SheetCell = z.strictObject({
  lines: z.array(z.string()),
  span: z.int().positive().default(1),
  rowSpan: z.int().positive().default(1),
  as: z.enum(["label", "value", "heading"]).default("value"),
});
export type SheetCell = z.infer<typeof SheetCell>;

/** A printed sheet as a grid: `columns` are shares of the width; each row's spans add up to their number. */
export const Sheet = z.strictObject({
  columns: z.array(z.number().positive()).min(1),
  /** Lines above the grid, e.g. 受理窗口. */
  above: z.array(z.string()).default([]),
  rows: z
    .array(z.strictObject({ heightMm: z.int().positive().nullable().default(null), cells: z.array(SheetCell).min(1) }))
    .min(1),
  below: z.array(z.string()).default([]),
});
export type Sheet = z.infer<typeof Sheet>;

/** The unified form (统一申请表): its questions, and how its annex prints it. `sheet: null` means a common 推定 layout. */
export const FormDefinition = leaf({
  title: z.string().min(2),
  sections: z.array(FormSection).min(1),
  sheet: Sheet.nullable(),
});
export type FormDefinition = z.infer<typeof FormDefinition>;

/** A decimal as text, so that no digit is lost, with the chosen unit (null if none is printed). */
export type Amount = { amount: string; unit: string | null };
/** A stored value; absent and null both mean "left blank". */
export type SimpleValue = string | number | boolean | string[] | Amount | null;
/** One row of a field with rows, by the ids of its columns. */
export type ListRow = Record<string, SimpleValue>;
/** The value filled in for a field. */
export type FieldValue = SimpleValue | ListRow[];
/** Values by section id, then field id. */
export type FormValues = Record<string, Record<string, FieldValue>>;

/** The text of a form for a role, e.g. the applicant's name; null if the form has no such field or it is blank. */
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
