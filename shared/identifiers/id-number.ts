import { bilingual } from "#shared/lib/bilingual.ts";
import { foldCode, type CheckResult } from "./check-result.ts";
import { LocalDate } from "#shared/time/instant.ts";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = "10X98765432";
/** The first two digits of provinces and regions; 9 begins the cards of permanent residents from abroad. */
const REGION = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/;

/**
 * Checks a citizen identity number (公民身份号码, GB 11643-1999): length, date of birth and check character. An unknown
 * region is only unlikely.
 */
export function checkIdNumber(text: string): CheckResult {
  const code = foldCode(text).replaceAll("-", "");
  const result = (outcome: CheckResult["result"], zh: string, en: string, at: number | null): CheckResult => ({
    result: outcome,
    normalised: code,
    message: bilingual(zh, en),
    at,
  });
  if (/^\d{15}$/.test(code))
    return result(
      "invalid",
      "这是 15 位旧号码，请改填 18 位",
      "This is an old number of 15 digits; write the one of 18",
      null,
    );
  if (code.length !== 18)
    return result(
      "invalid",
      `身份证号应为 18 位，现为 ${code.length} 位`,
      `An identity number has 18 characters, this has ${code.length}`,
      null,
    );
  const odd = [...code].findIndex((character, i) => !(/\d/.test(character) || (i === 17 && character === "X")));
  if (odd !== -1)
    return result(
      "invalid",
      `第 ${odd + 1} 位“${code.charAt(odd)}”不应出现`,
      `Character ${odd + 1} “${code.charAt(odd)}” does not belong here`,
      odd,
    );
  const born = `${code.slice(6, 10)}-${code.slice(10, 12)}-${code.slice(12, 14)}`;
  if (!LocalDate.safeParse(born).success || !/^(?:18|19|20)/.test(born))
    return result(
      "invalid",
      "第 7 至 14 位不是存在的出生日期",
      "Characters 7 to 14 are no date of birth that exists",
      6,
    );
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(code.charAt(i)), 0);
  if (CHECK_CHARACTERS.charAt(sum % 11) !== code.charAt(17))
    return result(
      "invalid",
      "身份证号的校验位不对，请逐位核对",
      "The check character of the identity number is wrong; compare it character by character",
      17,
    );
  if (!REGION.test(code))
    return result(
      "unlikely",
      "前两位不是已知的地区代码，请核对",
      "The first two digits are no known region; check them",
      0,
    );
  return { result: "valid", normalised: code, message: null, at: null };
}
