import { foldSearch, phoneTail, type Searchables } from "./search-text.ts";

/** What is looked up in the index: one of these sets must match, with all of its terms. */
export type TermQuery = string[][];

const gramsOf = (signs: readonly string[], size: number): string[] => signs.slice(size - 1).map((_, i) => signs.slice(i, i + size).join(""));

// Terms of the number, the phone and the code are kept apart from those of names, or every number would answer for an address.
const numberTerm = (gram: string): string => `#${gram}`;
const phoneTerm = (tail: string): string => `@${tail}`;
const codeTerm = (code: string): string => `=${code}`;

/** The terms an application is indexed under: characters and pairs of names and addresses, pairs and triples of the number, the phone's last four. */
export function termsOf({ texts, phones, creditCode, number }: Searchables): string[] {
  const terms = new Set<string>(number);
  for (const text of texts) {
    const signs = [...text];
    signs.forEach((sign) => terms.add(sign));
    gramsOf(signs, 2).forEach((gram) => terms.add(gram));
  }
  const signs = [...number];
  [...gramsOf(signs, 2), ...gramsOf(signs, 3)].forEach((gram) => terms.add(numberTerm(gram)));
  for (const digits of phones) {
    const tail = phoneTail(digits);
    if (tail !== null) terms.add(phoneTerm(tail));
  }
  if (creditCode !== null) terms.add(codeTerm(creditCode));
  return [...terms];
}

const whole = (signs: readonly string[], size: number): string[] => (signs.length < size ? [signs.join("")] : [...new Set(gramsOf(signs, size))]);

/** The terms of what was typed; an index may answer with more than is meant, never with less. Empty for a blank text. */
export function queryTerms(typed: string): TermQuery {
  const part = foldSearch(typed);
  const signs = [...part];
  if (signs.length === 0) return [];
  if (signs.length === 1) return [signs];
  const tail = phoneTail(part);
  return [
    whole(signs, 2),
    ...(/^[a-z0-9]+$/.test(part) ? [whole(signs, 3).map(numberTerm)] : []),
    ...(tail === null ? [] : [[phoneTerm(tail)]]),
    ...(/^[a-z0-9]{18}$/.test(part) ? [[codeTerm(part)]] : []),
  ];
}
