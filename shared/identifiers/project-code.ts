import { bilingual } from "#shared/lib/bilingual.ts";
import { foldCode, type CheckResult } from "./check-result.ts";

const GROUPS = [4, 6, 2, 2, 6];
const SHAPE = /^(?:19|20)\d{2}-\d{6}-\d{2}-\d{2}-\d{5}[0-9A-Z]$/;

/** Sets the hyphens where only the twenty characters were typed. */
function hyphened(code: string): string {
  if (code.includes("-") || code.length !== 20) return code;
  let from = 0;
  return GROUPS.map((length) => code.slice(from, (from += length))).join("-");
}

/**
 * Checks the shape of a project code (项目代码, GB/T 40058: YYYY-AAAAAA-CC-TT-NNNNNC). Its check character is not public,
 * so a right shape stays "not verified".
 */
export function checkProjectCode(text: string): CheckResult {
  const code = hyphened(foldCode(text));
  if (SHAPE.test(code))
    return {
      result: "shape-only",
      normalised: code,
      message: bilingual("格式正确，未核验", "The form is right; not verified"),
      at: null,
    };
  const message =
    code.length === 24
      ? bilingual("项目代码格式应为 YYYY-AAAAAA-CC-TT-NNNNNC", "A project code is written YYYY-AAAAAA-CC-TT-NNNNNC")
      : bilingual(
          `项目代码连同连字符应为 24 位，现为 ${code.length} 位`,
          `A project code has 24 characters with its hyphens, this has ${code.length}`,
        );
  return { result: "invalid", normalised: code, message, at: null };
}
