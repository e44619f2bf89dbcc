import { foldWidth } from "#shared/lib/plain-text.ts";
import { findRole, type FormDefinition, type FormValues } from "#shared/profile/form.ts";

/**
 * What an application can be found by: names, addresses, phone digits, credit code and acceptance number, all folded.
 */
export type Searchables = { texts: string[]; phones: string[]; creditCode: string | null; number: string };

/** Radicals that programs give for the character of the same shape; Unicode folds only those of the Kangxi set. */
const RADICALS = new Map(
  [
    ..."⺠民⻁虎⻄西⻅见⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙".matchAll(
      /(.)(.)/gu,
    ),
  ].map(([, radical = "", sign = ""]) => [radical, sign] as const),
);
/** Spaces, unseen signs, dashes, brackets, stops, and the dots within a name (阿卜·买买提), of which there are many. */
const PASSED_OVER = new RegExp(
  String.raw`[\s\p{Default_Ignorable_Code_Point}\p{Pd}−()[\]【】〔〕,.，。、·•‧∙⋅・‣᛫⸱⸳ꞏ˙]`,
  "gu",
);

/**
 * Folds a text for searching and comparing: width, case, compatibility signs, radicals, spaces, dashes, brackets,
 * stops, dots and unseen signs make no difference. What is stored and printed stays as it was given.
 */
export const foldSearch = (text: string): string =>
  text
    // Taken apart by the next step into a space and a mark.
    .replaceAll("˙", "")
    .normalize("NFKC")
    .replace(/[\u2E80-\u2EFF]/g, (radical) => RADICALS.get(radical) ?? radical)
    .replace(PASSED_OVER, "")
    .toLowerCase();

/** Whether each of the typed words stands in one of the texts, as they are folded. */
export function holdsWords(texts: readonly string[], words: string): boolean {
  const folded = texts.map(foldSearch);
  return words.split(/\s+/).every((word) => folded.some((text) => text.includes(foldSearch(word))));
}

/** The digits of a phone as typed; an extension stays at the end, where people name it. */
export const phoneDigits = (text: string): string => foldWidth(text).replace(/\D/g, "");

const NAME_ROLES = new Set(["applicant", "contact", "legal-representative", "site"]);

/** Reads the searchable texts of an application out of its form. */
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

/** Whether digits are enough of a phone's end for a look-up: the four that people give, or more. */
const isPhoneEnd = (digits: string): boolean => digits.length >= PHONE_TAIL && /^\d+$/.test(digits);

/**
 * Whether the typed text matches an application: part of a name, an address or the number, the end of a phone, or the
 * whole credit code.
 */
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

/**
 * An index query: one of these sets must match with all its terms. `ofNumber` is set if only the acceptance number
 * can be meant.
 */
export type TermQuery = { terms: string[]; ofNumber: boolean }[];

const gramsOf = (signs: readonly string[], size: number): string[] =>
  signs.slice(size - 1).map((_, i) => signs.slice(i, i + size).join(""));

// Terms of number, phone and code have a mark of their own, else every number would match an address. Single signs have
// none: one typed sign is looked for everywhere at once.
const numberTerm = (gram: string): string => `#${gram}`;
const phoneTerm = (end: string): string => `@${end}`;
const codeTerm = (code: string): string => `=${code}`;

/** Digits repeat, so this many together are needed to leave few applications to compare. */
const NUMBER_GRAM = 4;

/**
 * The indexed lengths of a phone's end, the longest first: people give four digits, and seven leave one phone to
 * compare.
 */
const PHONE_ENDS = [7, 4];

/**
 * The terms under which an application is indexed: characters and pairs of names and addresses; characters, pairs,
 * triples and fours of the number; the phone's last seven and last four digits; the whole credit code.
 */
export function termsOf({ texts, phones, creditCode, number }: Searchables): string[] {
  const terms = new Set<string>(number);
  for (const text of texts) {
    const signs = [...text];
    signs.forEach((sign) => terms.add(sign));
    gramsOf(signs, 2).forEach((gram) => terms.add(gram));
  }
  const signs = [...number];
  [2, NUMBER_GRAM - 1, NUMBER_GRAM]
    .flatMap((size) => gramsOf(signs, size))
    .forEach((gram) => terms.add(numberTerm(gram)));
  for (const digits of phones) {
    for (const size of PHONE_ENDS) if (digits.length >= size) terms.add(phoneTerm(digits.slice(-size)));
  }
  if (creditCode !== null) terms.add(codeTerm(creditCode));
  return [...terms];
}

const whole = (signs: readonly string[], size: number): string[] =>
  signs.length < size ? [signs.join("")] : [...new Set(gramsOf(signs, size))];

/** The terms of a typed text; empty for a blank one. The index may find more than is meant, never less. */
export function queryTerms(typed: string): TermQuery {
  const part = foldSearch(typed);
  const signs = [...part];
  if (signs.length === 0) return [];
  if (signs.length === 1) return [{ terms: signs, ofNumber: false }];
  return [
    { terms: whole(signs, 2), ofNumber: false },
    ...(/^[a-z0-9]+$/.test(part) ? [{ terms: whole(signs, NUMBER_GRAM).map(numberTerm), ofNumber: true }] : []),
    ...(isPhoneEnd(part)
      ? [{ terms: [phoneTerm(part.slice(-(PHONE_ENDS.find((size) => part.length >= size) ?? 0)))], ofNumber: false }]
      : []),
    ...(/^[a-z0-9]{18}$/.test(part) ? [{ terms: [codeTerm(part)], ofNumber: false }] : []),
  ];
}
