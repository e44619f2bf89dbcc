import { z } from "zod";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { findRole } from "#shared/profile/form.ts";
import type { FieldRole, FormDefinition, FormValues, SimpleField } from "#shared/profile/form.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import { readField } from "#shared/profile/read-field.ts";

/** One field as it should have been typed; an empty value clears it. */
export const DetailChange = z.strictObject({
  section: z.string().min(1).max(60),
  field: z.string().min(1).max(60),
  value: plainText(200),
});
export type DetailChange = z.infer<typeof DetailChange>;

/** The applicant's own data that may be mistyped. Another address or service needs another application. */
const CORRECTABLE: ReadonlySet<FieldRole> = new Set([
  "applicant",
  "credit-code",
  "legal-representative",
  "contact",
  "phone",
]);

type TextField = Extract<SimpleField, { kind: "text" }>;
/** A field that can be corrected, with its section. */
export type CorrectableField = { section: string; field: TextField };

/** The fields of a form that can be corrected after acceptance (更正). */
export const correctableFields = (form: FormDefinition): CorrectableField[] =>
  form.sections.flatMap((section) =>
    section.fields.flatMap((field) =>
      field.kind === "text" && field.role !== null && CORRECTABLE.has(field.role)
        ? [{ section: section.id, field }]
        : [],
    ),
  );

/** The form after the correction, or what is wrong with it. */
export type Corrected = { values: FormValues; problems: FieldProblem[] };

const ANOTHER = bilingual(
  "申请人名称和信用代码都变了，这是另一申请人，不是更正。",
  "Both name and credit code differ: this is another applicant, not a correction.",
);
const same = (one: string | null, other: string | null): boolean => (one ?? "") === (other ?? "");

/** If both name and code are replaced, somebody else takes the applicant's place. */
function isAnother(form: FormDefinition, before: FormValues, after: FormValues): boolean {
  const code = findRole(form, before, "credit-code");
  return (
    !same(findRole(form, before, "applicant"), findRole(form, after, "applicant")) &&
    code !== null &&
    !same(code, findRole(form, after, "credit-code"))
  );
}

/**
 * Applies a correction to the values of a form. It is compared with the `accepted` values, so that several
 * corrections cannot add up to another applicant.
 */
export function correctValues(
  form: FormDefinition,
  before: FormValues,
  changes: readonly DetailChange[],
  accepted: FormValues = before,
): Corrected {
  const fields = correctableFields(form);
  const problems: FieldProblem[] = [];
  let values = before;
  changes.forEach(({ section, field: id, value }, i) => {
    const path = `details.${section}.${id}`;
    const wrong = (message: Bilingual) => problems.push({ path, message });
    const found = fields.find((one) => one.section === section && one.field.id === id);
    if (found === undefined) return wrong(bilingual("这一项不能更正。", "This field cannot be corrected."));
    if (changes.findIndex((one) => one.section === section && one.field === id) < i)
      return wrong(bilingual("同一项更正了两次。", "The field is corrected twice."));
    const read = readField(value, found.field);
    if (!read.ok) return wrong(read.message);
    const old = before[section]?.[id] ?? null;
    if (read.value === null && found.field.required) return wrong(bilingual("必填", "is required"));
    if (read.value === old)
      return wrong(bilingual("与原来相同，没有更正。", "The same as before; nothing is corrected."));
    values = { ...values, [section]: { ...values[section], [id]: read.value } };
    return problems.length;
  });
  if (problems.length === 0 && (isAnother(form, before, values) || isAnother(form, accepted, values)))
    problems.push({ path: "details", message: ANOTHER });
  return { values, problems };
}

/** The form after a correction that another station made and checked; null if it does not match the form. */
export function valuesAfter(
  form: FormDefinition,
  before: FormValues,
  changes: readonly DetailChange[],
): FormValues | null {
  const fields = correctableFields(form);
  let values = before;
  for (const { section, field: id, value } of changes) {
    const found = fields.find((one) => one.section === section && one.field.id === id);
    const read = found === undefined ? null : readField(value, found.field);
    if (read === null || !read.ok) return null;
    values = { ...values, [section]: { ...values[section], [id]: read.value } };
  }
  return values;
}
