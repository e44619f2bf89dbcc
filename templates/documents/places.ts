import type { Field, FieldRole, FieldValue, SimpleField } from "#shared/profile/form.ts";
import type { DocumentData } from "./document-data.ts";
import { datePart, dayText, isTicked, rowsOf, valuePart, valueText } from "./value-text.ts";

/** The content of a place on the sheet: its text (null if blank), and its name for a list of problems. */
export type Filled = { text: string | null; where: string };

type Found = { field: SimpleField; value: FieldValue | undefined; where: string };

const simple = (field: Field): SimpleField | null => (field.kind === "list" ? null : field);

function findField(data: DocumentData, path: string[]): Found {
  const [sectionId = "", fieldId = "", columnId] = path;
  const section = data.profile.form.sections.find((one) => one.id === sectionId);
  const field = section?.fields.find((one) => one.id === fieldId);
  // The section of a utility not applied for is printed blank, as in the annex.
  const asked = section === undefined || section.utility === null || data.utilities.includes(section.utility);
  const value = asked ? data.form[sectionId]?.[fieldId] : undefined;
  if (section !== undefined && field?.kind === "list") {
    // The sheet has room for one row; the others go on the continuation sheet.
    const column = field.fields.find((one) => one.id === columnId);
    if (column !== undefined)
      return { field: column, value: rowsOf(value)[0]?.[column.id], where: `${section.label.zh}·${column.label.zh}` };
  }
  const plain = field === undefined ? null : simple(field);
  if (section === undefined || plain === null)
    throw new Error(`版式提到了表单没有的项目：${path.join(".")} / the sheet names a field the form lacks`);
  return { field: plain, value, where: `${section.label.zh}·${plain.label.zh}` };
}

/** The text of the form's field with a role (applicant, site…), in whatever section it is; null if blank. */
export function roleText(data: DocumentData, role: FieldRole): string | null {
  for (const section of data.profile.form.sections) {
    for (const field of section.fields) {
      const plain = simple(field);
      if (plain !== null && plain.role === role) return valueText(plain, data.form[section.id]?.[field.id]);
    }
  }
  return null;
}

/**
 * The text of the places `letter.…` and `approval.…`; the form's own fields fill what the document's data leaves
 * open.
 */
function documentPlace(data: DocumentData, path: string[]): string | null {
  const { letter, approval } = data;
  const places: Record<string, () => string | null | undefined> = {
    "letter.promisor": () => letter?.promisor,
    "letter.legalRepresentative": () => letter?.legalRepresentative,
    "letter.address": () => letter?.address,
    "letter.contact": () => letter?.contact,
    "letter.phone": () => letter?.phone,
    "letter.workFrom": () => letter?.workFrom,
    "letter.workTo": () => letter?.workTo,
    "letter.workSite": () => letter?.workSite,
    "letter.promisedOn": () => letter?.promisedOn,
    "approval.projectCode": () => roleText(data, "project-code"),
    "approval.applicant": () => roleText(data, "applicant"),
    "approval.legalRepresentative": () => approval?.legalRepresentative ?? roleText(data, "legal-representative"),
    "approval.address": () => approval?.address,
    "approval.contact": () => roleText(data, "contact"),
    "approval.phone": () => roleText(data, "phone"),
    "approval.workFrom": () => approval?.workFrom,
    "approval.workTo": () => approval?.workTo,
    "approval.workSite": () => approval?.workSite ?? roleText(data, "site"),
  };
  const read = places[path.join(".")];
  if (read === undefined)
    throw new Error(`版式提到了文书没有的项目：${path.join(".")} / the sheet names a place the document lacks`);
  return read() ?? null;
}

/** The content of a place; throws if the profile's sheet names an unknown place. */
export function fillPlace(data: DocumentData, path: string[], part: string | null): Filled {
  const where = path.join(".");
  if (path[0] === "letter" || path[0] === "approval") {
    const text = documentPlace(data, path);
    if (text === null) return { text, where };
    if (part !== null) return { text: datePart(text, part), where };
    return { text: /^\d{4}-\d{2}-\d{2}$/u.test(text) ? dayText(text) : text, where };
  }
  const found = findField(data, path);
  return {
    text: part === null ? valueText(found.field, found.value) : valuePart(found.field, found.value, part),
    where: found.where,
  };
}

/** The field at a place; null for a place of the letter or approval sheet. */
export const fieldAt = (data: DocumentData, path: string[]): SimpleField | null =>
  path[0] === "letter" || path[0] === "approval" || path.length < 2 ? null : findField(data, path).field;

/** Whether a box is ticked; `utilities` is ticked by the utilities applied for. */
export function isBoxTicked(data: DocumentData, path: string[], option: string | null): boolean {
  if (path.length === 1 && path[0] === "utilities") return option !== null && data.utilities.includes(option);
  return isTicked(findField(data, path).value, option);
}
