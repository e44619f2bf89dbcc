import { findRole } from "./form-roles.ts";
import type { FormDefinition, FormValues } from "./form.ts";
import { foldWidth } from "./full-width.ts";

/** What an application can be found by: names and addresses, phones as digits, the credit code and the acceptance number, all folded. */
export type Searchables = { texts: string[]; phones: string[]; creditCode: string | null; number: string };

/** Folds a text for searching: width, case, spaces, dashes, brackets, stops and signs that nobody sees make no difference. */
export const foldSearch = (text: string): string =>
  foldWidth(text.normalize("NFC"))
    .replace(/[\s\p{Default_Ignorable_Code_Point}\p{Pd}−()[\]【】〔〕·•・,.，。、]/gu, "")
    .toLowerCase();

/** The digits of a phone as typed; an extension stays at the end, where people name it. */
export const phoneDigits = (text: string): string => foldWidth(text).replace(/\D/g, "");

const NAME_ROLES = new Set(["applicant", "contact", "legal-representative", "site"]);

/** Reads what an application can be found by out of its form. */
export function searchablesOf(form: FormDefinition, values: FormValues, acceptanceNumber: string): Searchables {
  const texts: string[] = [];
  const phones: string[] = [];
  for (const section of form.sections) {
    for (const field of section.fields) {
      const value = values[section.id]?.[field.id];
      if (typeof value !== "string" || value === "") continue;
      if (field.personal === "phone" || field.role === "phone") phones.push(phoneDigits(value));
      else if (
        (field.role !== null && NAME_ROLES.has(field.role)) ||
        field.personal === "name" ||
        field.personal === "address"
      )
        texts.push(foldSearch(value));
    }
  }
  const creditCode = findRole(form, values, "credit-code");
  return {
    texts: texts.filter((text) => text !== ""),
    phones: phones.filter((digits) => digits !== ""),
    creditCode: creditCode === null ? null : foldSearch(creditCode),
    number: foldSearch(acceptanceNumber),
  };
}

const PHONE_TAIL = 4;

/** Whether digits are enough of a phone's end to be looked up by: four, by which people are asked for, or more. */
export const isPhoneEnd = (digits: string): boolean => digits.length >= PHONE_TAIL && /^\d+$/.test(digits);

/** Whether an application is meant by what was typed: part of a name, an address or the number, the end of a phone, or the whole credit code. */
export function isFoundBy(searchables: Searchables, typed: string): boolean {
  const part = foldSearch(typed);
  if (part === "") return false;
  return (
    searchables.number.includes(part) ||
    searchables.texts.some((text) => text.includes(part)) ||
    (isPhoneEnd(part) && searchables.phones.some((digits) => digits.endsWith(part))) ||
    searchables.creditCode === part
  );
}
