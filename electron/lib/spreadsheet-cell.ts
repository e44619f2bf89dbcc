import { dropUnseen, foldWidth } from "#shared/lib/plain-text.ts";

/** One value of a sheet: text, a number, or nothing. There is no formula cell, so none can be written. */
export type Cell = string | number | null;

/** Not allowed in XML 1.0, and of no use in a record: controls (tab, line feed and return stay), lone surrogates, non-characters. */
const UNWRITABLE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Anything of the kind, also a whole pair: most cells have none, and one cheap look is enough for them. */
const SUSPECT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;

/** Replaces what no sheet can hold by U+FFFD, so that the loss is seen. */
export const writable = (text: string): string => (SUSPECT.test(text) ? text.replace(UNWRITABLE, "\uFFFD") : text);

/** Spaces and invisible marks that a spreadsheet skips before it looks for a formula. */
const SKIPPED = /^[ \u00A0\u200B-\u200F\u2060\u3000\uFEFF]+/;

/** Nothing but digits and what stands between them in a number, a sum, a day or a time. */
const FIGURES = /^[\d\s.,:/()%$¥€£年月日时分秒+-]*\d[\d\s.,:/()%$¥€£年月日时分秒+-]*$/;
/** What comes back as it was: short numbers without outer zeros, and days and times as we write them. */
const KEPT_FIGURES = /^(?:(?:0|[1-9]\d{0,10})(?:\.\d{0,8}[1-9])?|\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?)$/;
const POWER = /^\d+(?:\.\d*)?E[+-]?\d+$/i;
const MONTH = /^[\d\s/,-]*(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*[\d\s/,-]*$/i;
const TRUTH = /^(?:TRUE|FALSE)$/i;
/** The longest text that a spreadsheet could take for one of them. */
const MAX_TYPED = 60;

/** Whether a spreadsheet that opens a CSV would turn the text into a number, a day or a truth value, and so change it. */
export function looksTyped(text: string): boolean {
  if (text.length > MAX_TYPED || KEPT_FIGURES.test(text)) return false;
  const plain = foldWidth(dropUnseen(text)).trim();
  return FIGURES.test(plain) || POWER.test(plain) || TRUTH.test(plain) || (/\d/.test(plain) && MONTH.test(plain));
}

/** Letters, digits and the common Chinese characters begin most cells and no formula. */
const PLAIN_START = /^[0-9A-Za-z\u4E00-\u9FFF]/;

/**
 * Whether a spreadsheet could read the text as a formula: it starts with = + - @ in any width, with a tab or a line break.
 * Full-width and small forms count because Chinese input methods type them and spreadsheets accept them.
 */
export function looksLikeFormula(text: string): boolean {
  if (PLAIN_START.test(text)) return false;
  const first = text.replace(SKIPPED, "").charAt(0);
  return first !== "" && "=+-@\t\r\n\u2212".includes(first.normalize("NFKC"));
}
