import { bilingual, counted, type Bilingual } from "#shared/lib/bilingual.ts";
import type { Field, FieldValue, FormSection, FormValues, ListField, ListRow, SimpleField } from "./form.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import type { Profile } from "./profile.ts";
import { readField } from "./read-field.ts";

/** A form that was read: values by section and field, what must be corrected, and what only needs a look. */
export type FormReading = { values: FormValues; problems: FieldProblem[]; warnings: FieldProblem[] };

type Notes = { problems: FieldProblem[]; warnings: FieldProblem[] };
/** The path of a value in the input, and whether a required field must be filled there. */
type Place = { path: string; needed: boolean };

const isRecord = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw);
const named = (label: Bilingual, message: Bilingual): Bilingual =>
  bilingual(`${label.zh}：${message.zh}`, `${label.en}: ${message.en}`);
const REQUIRED = bilingual("必填", "is required");
/** A key of the input, made safe to show: shortened, without misleading characters. */
const shownKey = (key: string): string => key.slice(0, 40).replace(/[^\p{L}\p{N}_-]/gu, "?");

function readSimple(raw: unknown, field: SimpleField, { path, needed }: Place, notes: Notes): FieldValue {
  const reading = readField(raw, field);
  if (!reading.ok) {
    notes.problems.push({ path, message: named(field.label, reading.message) });
    return null;
  }
  if (reading.warning) notes.warnings.push({ path, message: named(field.label, reading.warning) });
  if (reading.value === null && field.required && needed)
    notes.problems.push({ path, message: named(field.label, REQUIRED) });
  return reading.value;
}

/** Blank as a page sends it: an amount may have a unit and no number. */
const isBlank = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === "" ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) && "amount" in value && isBlank(value["amount"]));

function readRows(raw: unknown, field: ListField, { path, needed }: Place, notes: Notes): FieldValue {
  const wrong = (message: Bilingual): null => {
    notes.problems.push({ path, message: named(field.label, message) });
    return null;
  };
  if (!isBlank(raw) && !Array.isArray(raw)) return wrong(bilingual("应为多行列表", "must be a list of rows"));
  const list: unknown[] = Array.isArray(raw) ? raw : [];
  if (list.length > field.maxRows)
    return wrong(bilingual(`最多 ${field.maxRows} 行`, `may have at most ${counted(field.maxRows, "row")}`));
  const rows = list.flatMap((row, i): ListRow[] => {
    const at = `${path}[${i}]`;
    if (!isRecord(row)) {
      notes.problems.push({
        path: at,
        message: named(field.label, bilingual(`第 ${i + 1} 行格式不对`, `row ${i + 1} is not a row`)),
      });
      return [];
    }
    for (const key of Object.keys(row)) {
      if (!field.fields.some((each) => each.id === key))
        notes.problems.push({
          path: `${at}.${shownKey(key)}`,
          message: named(field.label, bilingual(`没有这一项：${shownKey(key)}`, `has no such field: ${shownKey(key)}`)),
        });
    }
    if (Object.values(row).every(isBlank)) return [];
    return [
      Object.fromEntries(field.fields.map((each) => [each.id, readRowField(row, each, { path: at, needed }, notes)])),
    ];
  });
  if (rows.length === 0 && field.required && needed && list.every(isRecord)) return wrong(REQUIRED);
  return rows.length === 0 ? null : rows;
}

function readRowField(
  row: Record<string, unknown>,
  field: SimpleField,
  { path, needed }: Place,
  notes: Notes,
): ListRow[string] {
  const raw = Object.hasOwn(row, field.id) ? row[field.id] : null;
  const value = readSimple(raw, field, { path: `${path}.${field.id}`, needed }, notes);
  // A simple field never yields rows; this check only informs the compiler.
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : value;
}

function readSection(section: FormSection, raw: unknown, ticked: boolean, notes: Notes): Record<string, FieldValue> {
  const path = `form.${section.id}`;
  if (raw !== undefined && raw !== null && !isRecord(raw)) {
    notes.problems.push({
      path,
      message: named(section.label, bilingual("应为按栏目填写的对象", "must be an object of fields")),
    });
    return {};
  }
  const given = raw ?? {};
  for (const key of Object.keys(given)) {
    if (!section.fields.some((field) => field.id === key))
      notes.problems.push({
        path: `${path}.${shownKey(key)}`,
        message: named(
          section.label,
          bilingual(`表中没有这一项：${shownKey(key)}`, `the form has no such field: ${shownKey(key)}`),
        ),
      });
  }
  const read = (field: Field): FieldValue => {
    const value = Object.hasOwn(given, field.id) ? given[field.id] : null;
    const at: Place = { path: `${path}.${field.id}`, needed: ticked };
    return field.kind === "list" ? readRows(value, field, at, notes) : readSimple(value, field, at, notes);
  };
  return Object.fromEntries(section.fields.map((field) => [field.id, read(field)]));
}

/**
 * Reads raw form values (`{ section: { field: value } }`) against a profile's form. Required fields must be filled in
 * the header and for ticked utilities only. A section that is filled but not ticked gives a warning. Paths look like
 * `form.water.demand`.
 */
export function readFormValues(
  profile: Pick<Profile, "form">,
  utilities: readonly string[],
  raw: unknown,
): FormReading {
  const notes: Notes = { problems: [], warnings: [] };
  if (raw !== undefined && raw !== null && !isRecord(raw))
    notes.problems.push({
      path: "form",
      message: bilingual("申请表：应为按栏目填写的对象", "Form: must be an object of sections"),
    });
  const given = isRecord(raw) ? raw : {};
  for (const key of Object.keys(given)) {
    if (!profile.form.sections.some((section) => section.id === key))
      notes.problems.push({
        path: `form.${shownKey(key)}`,
        message: bilingual(`申请表：没有这一栏：${shownKey(key)}`, `Form: there is no such section: ${shownKey(key)}`),
      });
  }
  const values: FormValues = {};
  for (const section of profile.form.sections) {
    const ticked = section.utility === null || utilities.includes(section.utility);
    const read = readSection(section, Object.hasOwn(given, section.id) ? given[section.id] : null, ticked, notes);
    values[section.id] = read;
    if (!ticked && Object.values(read).some((value) => value !== null)) {
      notes.warnings.push({
        path: `form.${section.id}`,
        message: bilingual(
          `“${section.label.zh}”已填写，但没有勾选该项业务，请确认是否一并申请`,
          `“${section.label.en}” is filled but not ticked; ask whether it is applied for`,
        ),
      });
    }
  }
  return { values, ...notes };
}
