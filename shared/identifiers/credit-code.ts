import { bilingual } from "#shared/lib/bilingual.ts";
import { foldCode, type CheckResult } from "./check-result.ts";

/** The 31 characters of GB 32100-2015: no I, O, Z, S, V. */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH = 18;

/** Characters that are misread or mistyped for each other. */
const CONFUSED = ["0OQD", "1ILT7", "2Z7", "5S", "8B3", "6G", "UVWY", "MN", "PR", "EF", "CG", "4A", "XYK", "9G"];

/** The check character for the first 17: 31 − Σ value·3^(i−1) mod 31, where 31 stands for 0 (GB 32100-2015). */
function checkCharacter(body: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of body.slice(0, LENGTH - 1)) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

const hasOnlyCodeCharacters = (code: string): boolean => [...code].every((character) => ALPHABET.includes(character));
const holds = (code: string): boolean =>
  hasOnlyCodeCharacters(code) && checkCharacter(code) === code.charAt(LENGTH - 1);

type Mend = { at: number; from: string; to: string };

/** Every exchange of one commonly confused character that makes the check character right. */
function mendsOf(code: string, positions: readonly number[]): Mend[] {
  return positions.flatMap((at) => {
    const from = code.charAt(at);
    const others = new Set(
      CONFUSED.filter((group) => group.includes(from))
        .join("")
        .replaceAll(from, ""),
    );
    return [...others]
      .filter((to) => holds(code.slice(0, at) + to + code.slice(at + 1)))
      .map((to) => ({ at, from, to }));
  });
}

const shown = (mends: readonly Mend[]) =>
  bilingual(
    mends.map(({ at, from, to }) => `第 ${at + 1} 位“${from}”可能应为“${to}”`).join("，或"),
    mends.map(({ at, from, to }) => `character ${at + 1} “${from}” may be “${to}”`).join(", or "),
  );

/**
 * Checks a unified social credit code (统一社会信用代码, GB 32100-2015). For a wrong one it names the single character that
 * is likely mistaken.
 */
export function checkCreditCode(text: string): CheckResult {
  const code = foldCode(text).replaceAll("-", "");
  const invalid = (zh: string, en: string, at: number | null): CheckResult => ({
    result: "invalid",
    normalised: code,
    message: bilingual(zh, en),
    at,
  });
  if (code.length !== LENGTH)
    return invalid(
      `信用代码应为 18 位，现为 ${code.length} 位`,
      `A credit code has 18 characters, this has ${code.length}`,
      null,
    );
  const foreign = [...code].flatMap((character, at) => (ALPHABET.includes(character) ? [] : [at]));
  const [at] = foreign;
  if (at !== undefined) {
    const mends = foreign.length === 1 ? mendsOf(code, foreign).slice(0, 3) : [];
    const hint = shown(mends);
    const wrong = code.charAt(at);
    return invalid(
      `第 ${at + 1} 位“${wrong}”不是信用代码用的字符${mends.length > 0 ? `；${hint.zh}` : ""}`,
      `Character ${at + 1} “${wrong}” is not used in credit codes${mends.length > 0 ? `; ${hint.en}` : ""}`,
      at,
    );
  }
  if (holds(code)) return { result: "valid", normalised: code, message: null, at: null };
  const mends = mendsOf(
    code,
    Array.from(code, (_, i) => i),
  ).slice(0, 3);
  const hint = shown(mends);
  if (mends.length === 0)
    return invalid(
      "信用代码的校验位不对，请逐位核对",
      "The check character of the credit code is wrong; compare it character by character",
      null,
    );
  return invalid(
    `信用代码的校验位不对；${hint.zh}`,
    `The check character of the credit code is wrong; ${hint.en}`,
    mends[0]?.at ?? null,
  );
}
