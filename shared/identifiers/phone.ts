import { bilingual } from "#shared/lib/bilingual.ts";
import { foldCode, type CheckResult } from "./check-result.ts";

const EXTENSION = /(?:转|分机|EXT\.?|X|#|,|-)(\d{1,6})$/;
const SERVICE = /^[48]00\d{7}$/;
const LANDLINE = /^(0(?:10|2\d|[3-9]\d{2}))-?([2-9]\d{6,7})$/;

/** Splits off an extension (转 801). A hyphen counts only after a whole number, as in 0715-8231234-801. */
function splitExtension(text: string): { number: string; extension: string } {
  const match = EXTENSION.exec(text);
  if (match === null) return { number: text, extension: "" };
  const number = text.slice(0, match.index);
  const byHyphen = match[0].startsWith("-");
  if (byHyphen && !LANDLINE.test(number) && !SERVICE.test(number.replaceAll("-", "")))
    return { number: text, extension: "" };
  return { number, extension: match[1] ?? "" };
}

/**
 * Checks a telephone number of the mainland (联系电话): mobile, landline with area code, 400/800 and 95/96 numbers, each
 * with an optional extension.
 */
export function checkPhone(text: string): CheckResult {
  const folded = foldCode(text)
    .replace(/[()]/g, (bracket) => (bracket === ")" ? "-" : ""))
    .replace(/-+/g, "-")
    .replace(/^-|-$/g, "");
  const { number, extension } = splitExtension(folded.replace(/^(?:\+|00)86-?/, ""));
  const digits = number.replaceAll("-", "");
  const found = (result: CheckResult["result"], plain: string, message: CheckResult["message"]): CheckResult => ({
    result,
    normalised: extension === "" ? plain : `${plain}-${extension}`,
    message,
    at: null,
  });
  if (/[^\d-]/.test(number) || digits === "")
    return {
      ...found(
        "invalid",
        number,
        bilingual("电话号码里有数字以外的字符", "The phone number has characters that are no digits"),
      ),
      at: Math.max(0, number.search(/[^\d-]/)),
    };
  if (/^1[3-9]\d{9}$/.test(digits)) return found("valid", digits, null);
  // With a country code, the area code has no leading zero.
  const landline = LANDLINE.exec(number) ?? (/^(?:\+|00)86/.test(folded) ? LANDLINE.exec(`0${number}`) : null);
  if (landline) return found("valid", `${landline[1] ?? ""}-${landline[2] ?? ""}`, null);
  if (SERVICE.test(digits)) return found("valid", digits, null);
  if (/^9[56]\d{3,6}$/.test(digits)) return found("valid", digits, null);
  if (/^1\d{2,4}$/.test(digits))
    return found(
      "unlikely",
      digits,
      bilingual(
        "这是服务短号，请核对是否为联系电话",
        "This is a short service number; check that it is a contact's phone",
      ),
    );
  if (/^[2-9]\d{6,7}$/.test(digits))
    return found("unlikely", digits, bilingual("固定电话缺少区号", "The area code is missing"));
  if (/^1\d{10}$/.test(digits))
    return found(
      "invalid",
      digits,
      bilingual(
        "没有这个号段的手机号，请核对前三位",
        "No mobile number begins like this; check the first three digits",
      ),
    );
  if (digits.startsWith("1"))
    return found(
      "invalid",
      digits,
      bilingual(
        `手机号应为 11 位，现为 ${digits.length} 位`,
        `A mobile number has 11 digits, this has ${digits.length}`,
      ),
    );
  return found(
    "invalid",
    number,
    bilingual("不是手机号，也不是带区号的固定电话", "Neither a mobile number nor a landline with its area code"),
  );
}
