import { foldSearch, isPhoneEnd, type Searchables } from "./search-text.ts";

/** What is looked up in the index: one of these sets must match, with all of its terms; `ofNumber` where only the acceptance number can be meant by it. */
export type TermQuery = { terms: string[]; ofNumber: boolean }[];

const gramsOf = (signs: readonly string[], size: number): string[] =>
  signs.slice(size - 1).map((_, i) => signs.slice(i, i + size).join(""));

// Terms of the number, the phone and the code are kept apart from those of names, or every number would answer for an address.
const numberTerm = (gram: string): string => `#${gram}`;
const phoneTerm = (tail: string): string => `@${tail}`;
const codeTerm = (code: string): string => `=${code}`;

/** Numbers are digits that repeat: so many of them together say enough to leave few applications to look at. */
const NUMBER_GRAM = 4;

/** How much of a phone's end is indexed, the longest first: four digits are what people say, seven leave one phone to look at. */
const PHONE_ENDS = [7, 4];

/** The terms an application is indexed under: characters and pairs of names and addresses, pairs, triples and fours of the number, the phone's last seven and last four. */
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

/** The terms of what was typed; an index may answer with more than is meant, never with less. Empty for a blank text. */
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
