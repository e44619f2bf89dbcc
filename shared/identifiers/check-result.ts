import type { Bilingual } from "#shared/lib/bilingual.ts";
import { dropUnseen, foldWidth } from "#shared/lib/plain-text.ts";

/**
 * The result of checking a code or number; it warns and never blocks. `shape-only`: the form is right and nothing
 * more can be checked · `unlikely`: possible, but worth a second look. `at` is the index in `normalised` of the
 * character that is likely wrong.
 */
export type CheckResult = {
  result: "valid" | "unlikely" | "invalid" | "shape-only";
  normalised: string;
  message: Bilingual | null;
  at: number | null;
};

/** The longest text worth looking at; anything longer is no code. */
const MAX_CHARACTERS = 100;

/**
 * Folds a code as typed: full-width characters, lower case, spaces, unseen signs, and the many dashes of an input
 * method.
 */
export const foldCode = (text: string): string =>
  foldWidth(dropUnseen(text.slice(0, MAX_CHARACTERS)))
    .replace(/\s/g, "")
    .replace(/[‐‑‒–—―−]/g, "-")
    .toUpperCase();
