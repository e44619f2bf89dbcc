import { bilingual } from "#shared/lib/bilingual.ts";
import type { Field, FormDefinition, Sheet } from "./form.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import type { Profile } from "./profile.ts";

const MARK = /\{([^{}]*)\}/gu;
const BOX = /^box (\w+)(?:\.(\w+))?(?:=([\w-]+))?$/u;
const PLACE = /^(\w+)\.(\w+)(?:\.(\w+))?(?:\|(year|month|day|hour|amount|unit))?$/u;
const OPINION = /^(?:opinion|opinionDate) ([a-z0-9-]+)(?:\|(?:year|month|day))?$/u;
const LETTER = new Set([
  "promisor",
  "legalRepresentative",
  "address",
  "contact",
  "phone",
  "workFrom",
  "workTo",
  "workSite",
  "promisedOn",
]);
const APPROVAL = new Set([
  "projectCode",
  "applicant",
  "legalRepresentative",
  "address",
  "contact",
  "phone",
  "workFrom",
  "workTo",
  "workSite",
]);

const findField = (form: FormDefinition, section: string, field: string): Field | undefined =>
  form.sections.find((each) => each.id === section)?.fields.find((each) => each.id === field);

function isKnownBox(profile: Profile, name: string, field: string | undefined, option: string | undefined): boolean {
  if (field === undefined) return name === "utilities" && profile.utilities.some((utility) => utility.id === option);
  const found = findField(profile.form, name, field);
  if (found?.kind === "yes-no") return option === undefined || option === "yes" || option === "no";
  return (found?.kind === "choice" || found?.kind === "choices") && found.options.some((each) => each.id === option);
}

function isKnownPlace(profile: Profile, section: string, field: string, column: string | undefined): boolean {
  if (section === "letter") return LETTER.has(field) && column === undefined;
  if (section === "approval") return APPROVAL.has(field) && column === undefined;
  const found = findField(profile.form, section, field);
  if (found?.kind === "list") return found.fields.some((each) => each.id === column);
  return found !== undefined && column === undefined;
}

function isKnownMark(profile: Profile, mark: string): boolean {
  if (mark === "number" || mark === "window" || mark === "promises") return true;
  const box = BOX.exec(mark);
  if (box) return isKnownBox(profile, box[1] ?? "", box[2], box[3]);
  const opinion = OPINION.exec(mark);
  if (opinion) return (profile.signers ?? []).some((signer) => signer.id === opinion[1]);
  const place = PLACE.exec(mark);
  return place !== null && isKnownPlace(profile, place[1] ?? "", place[2] ?? "", place[3]);
}

/** Rows whose spans, with those from rows above, do not add up to the number of columns. */
function unevenRows(sheet: Sheet): number[] {
  const reach: number[] = sheet.columns.map(() => 0);
  return sheet.rows.flatMap((row, i) => {
    const fromAbove = reach.filter((rows) => rows > 0).length;
    const width = row.cells.reduce((sum, cell) => sum + cell.span, fromAbove);
    let column = 0;
    for (const cell of row.cells) {
      while ((reach[column] ?? 0) > 0) column += 1;
      for (const end = column + cell.span; column < end; column += 1) reach[column] = -cell.rowSpan;
    }
    // New cells are negative so that their own row does not take them for spans from above.
    reach.forEach((rows, at) => (reach[at] = Math.abs(rows) - (rows === 0 ? 0 : 1)));
    return width === sheet.columns.length ? [] : [i];
  });
}

/** What is wrong with a printed sheet: rows that do not fill the grid, and places in braces that name nothing. */
export function sheetFaults(profile: Profile, sheet: Sheet | null, path: string): FieldProblem[] {
  if (sheet === null) return [];
  const uneven = unevenRows(sheet).map((row): FieldProblem => ({
    path: `${path}.rows[${row}]`,
    message: bilingual(
      `各格的跨度之和应等于列数 ${sheet.columns.length}`,
      `the spans must add up to the ${sheet.columns.length} columns`,
    ),
  }));
  const lines = [
    ...sheet.above,
    ...sheet.rows.flatMap((row) => row.cells.flatMap((cell) => cell.lines)),
    ...sheet.below,
  ];
  const unknown = lines
    .flatMap((line) => [...line.matchAll(MARK)].map((match) => match[1] ?? ""))
    .filter((mark) => !isKnownMark(profile, mark))
    .map((mark): FieldProblem => ({
      path,
      message: bilingual(`版式中的位置没有对应的项目：{${mark}}`, `the sheet's place names nothing: {${mark}}`),
    }));
  return [...uneven, ...unknown];
}
