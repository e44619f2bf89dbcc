import { needsConsent } from "#shared/case/consent.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { foldNumber } from "#shared/lib/plain-text.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import type { Field, FieldValue, FormValues, ListRow, SimpleField, SimpleValue } from "#shared/profile/form.ts";
import type { OutsideLine } from "#shared/profile/outside-line.ts";
import { draftLine } from "#renderer/form/outside-line/line-entry.ts";
import { readLine } from "#renderer/form/outside-line/read-line.ts";
import type { Intake } from "./intake-store.ts";

/** A draft's body with its outside lines read. */
export type CleanBody = DraftBody & { outsideLines: OutsideLine[] };

const isBlankValue = (value: FieldValue | undefined): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === "string" && value.trim() === "") ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === "object" && "amount" in value && String(value["amount"]).trim() === "");

const cleanRow = (columns: SimpleField[], row: ListRow): ListRow =>
  Object.fromEntries(columns.map((column) => [column.id, cleanSimple(column, row[column.id])]));

/** A typed value as the host stores it: whole numbers as numbers, the rest as typed, blanks left out (null). */
function cleanSimple(field: SimpleField, value: SimpleValue | undefined): SimpleValue {
  if (value === undefined || isBlankValue(value)) return null;
  if (field.kind === "integer" && typeof value === "string") {
    const folded = foldNumber(value);
    return /^\d{1,9}$/.test(folded) ? Number(folded) : value;
  }
  if (field.kind === "hour" && typeof value === "string") return value.trim().replace(" ", "T");
  return value;
}

function cleanValue(field: Field, value: FieldValue | undefined): FieldValue {
  if (field.kind !== "list") return cleanSimple(field, value as SimpleValue | undefined);
  if (!Array.isArray(value) || value.length === 0) return null;
  // Blank rows stay, so that the host counts rows like the page; the host leaves them out.
  return value.map((row) => (typeof row === "object" ? cleanRow(field.fields, row) : {}));
}

const isOpen = (intake: Intake, utility: string | null): boolean =>
  utility === null || intake.utilities.includes(utility);

/** The form without blanks and without sections that are not ticked. */
function cleanForm(intake: Intake): FormValues {
  const form: FormValues = {};
  for (const section of intake.profile?.form.sections ?? []) {
    if (!isOpen(intake, section.utility)) continue;
    const values = section.fields
      .map((field): [string, FieldValue] => [field.id, cleanValue(field, intake.form[section.id]?.[field.id])])
      .filter(([, value]) => value !== null);
    if (values.length > 0) form[section.id] = Object.fromEntries(values);
  }
  return form;
}

/** The measured lines of the ticked utilities, and what could not be read in them. */
export function measuredLines(intake: Intake): { lines: OutsideLine[]; problems: FieldProblem[] } {
  // A change of name asks for no outside line, whatever was typed before.
  const asked = intake.service === null ? intake.utilities : [];
  const read = asked.flatMap((utility) => {
    const entry = intake.lines[utility];
    return entry?.has === true ? [readLine(utility, entry, `line.${utility}`)] : [];
  });
  return { lines: read.map((one) => one.line), problems: read.flatMap((one) => one.problems) };
}

/** A consent is sent only if one is needed. */
const consentOf = ({ profile, channel, consent }: Intake) =>
  consent !== null && profile !== null && needsConsent(profile, channel) ? { consent } : {};

const serviceOf = ({ service, previousApplication }: Intake) =>
  service === null
    ? {}
    : { service, ...(previousApplication.trim() === "" ? {} : { earlier: previousApplication.trim() }) };

const head = (intake: Intake) => ({
  profileId: intake.profile?.id ?? "",
  utilities: intake.utilities,
  channel: intake.channel,
  at: intake.at,
  ...consentOf(intake),
  ...serviceOf(intake),
  ...(intake.lead === null ? {} : { lead: intake.lead }),
  ...(intake.outage === null ? {} : { outage: intake.outage }),
  ...(intake.rules === null ? {} : { profileVersion: intake.rules.version }),
});

/** The content that is checked and submitted. */
export const cleanBody = (intake: Intake): CleanBody => ({
  ...head(intake),
  form: cleanForm(intake),
  outsideLines: measuredLines(intake).lines,
  noOutsideLine:
    intake.service !== null ? [] : intake.utilities.filter((utility) => intake.lines[utility]?.has === false),
});

/** The content of a draft: every text exactly as typed, unticked sections included. */
export const typedBody = (intake: Intake): DraftBody => ({
  ...head(intake),
  form: intake.form,
  outsideLines: Object.entries(intake.lines).map(([utility, entry]) => draftLine(utility, entry)),
  noOutsideLine: [],
});

/** Sections with values whose utility is not ticked; they are left out of the application. */
export const filledButUnticked = (intake: Intake): string[] =>
  (intake.profile?.form.sections ?? []).flatMap((section) =>
    section.utility !== null &&
    !isOpen(intake, section.utility) &&
    Object.values(intake.form[section.id] ?? {}).some((value) => !isBlankValue(value))
      ? [section.utility]
      : [],
  );

/** Maps a path of the input (`outsideLines[0].…`) to the page's (`line.water.…`), which does not depend on the ticks. */
export function pagePath(path: string, outsideLines: readonly Record<string, unknown>[]): string {
  const plain = path.replace(/^body\./, "").replace(/\[(\d+)\]/g, ".$1");
  const match = /^outsideLines\.(\d+)(.*)$/.exec(plain);
  if (match === null) return plain;
  const utility = outsideLines[Number(match[1])]?.["utility"];
  return typeof utility === "string" ? `line.${utility}${match[2]}` : plain;
}
