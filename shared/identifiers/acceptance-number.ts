import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { foldCode } from "./check-result.ts";
import { badInput } from "#shared/lib/problem.ts";

/**
 * The parts of an acceptance number (受理编号): the station's prefix from the centre, the year, and the station's counter
 * in that year.
 */
export type AcceptanceNumberParts = { prefix: string; year: number; serial: number };

/** A number that was read, or what is wrong with it. */
export type AcceptanceNumberReading =
  | ({ ok: true; number: string } & AcceptanceNumberParts)
  | { ok: false; message: Bilingual };

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const PREFIX = /^[A-Z0-9]{2,8}$/;

/** The check character of ISO 7064 MOD 37-36 over upper-case letters and digits. */
export function checkCharacter3736(text: string): string {
  let product = 36;
  for (const character of text) {
    const sum = (product + ALPHABET.indexOf(character)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return ALPHABET.charAt((37 - product) % 36);
}

/**
 * Writes an acceptance number, e.g. `LD03-2026-000123-K`. The prefix keeps stations apart offline. Throws a
 * ProblemError if the parts make no number.
 */
export function formatAcceptanceNumber({ prefix, year, serial }: AcceptanceNumberParts): string {
  const wrong = [
    ...(PREFIX.test(prefix)
      ? []
      : [
          {
            path: "prefix",
            message: bilingual(
              "窗口前缀须为 2 至 8 位大写字母或数字",
              "A station prefix is 2 to 8 capital letters or digits",
            ),
          },
        ]),
    ...(Number.isInteger(year) && year >= 2000 && year <= 2999
      ? []
      : [
          {
            path: "year",
            message: bilingual(
              `年份 ${year} 不在 2000 到 2999 之间，请先更正电脑的日期`,
              `The year ${year} is not from 2000 to 2999; set the date of this PC right first`,
            ),
          },
        ]),
    ...(Number.isSafeInteger(serial) && serial > 0
      ? []
      : [{ path: "serial", message: bilingual("流水号须为大于 0 的整数", "The counter is a whole number above 0") }]),
  ];
  if (wrong.length > 0) throw badInput(wrong);
  const counter = String(serial).padStart(6, "0");
  return `${prefix}-${year}-${counter}-${checkCharacter3736(`${prefix}${year}${counter}`)}`;
}

/**
 * Reads an acceptance number as typed or scanned, and says which part is wrong. Without hyphens only a counter of six
 * digits is recognised.
 */
export function readAcceptanceNumber(text: string): AcceptanceNumberReading {
  const folded = foldCode(text);
  const parts =
    /^([^-]*)-([^-]*)-([^-]*)-([^-]*)$/.exec(folded) ?? /^([A-Z0-9]{2,8})(2\d{3})(\d{6})([A-Z0-9])$/.exec(folded);
  const no = (zh: string, en: string): AcceptanceNumberReading => ({ ok: false, message: bilingual(zh, en) });
  if (parts === null)
    return no("受理编号应形如 LD03-2026-000123-K", "An acceptance number looks like LD03-2026-000123-K");
  const [, prefix = "", year = "", counter = "", check = ""] = parts;
  if (!PREFIX.test(prefix))
    return no(
      "受理编号的窗口前缀不对：应为 2 至 8 位字母或数字",
      "The prefix is wrong: it has 2 to 8 letters or digits",
    );
  if (!/^2\d{3}$/.test(year)) return no("受理编号的年份不对：应为四位数", "The year is wrong: it has four digits");
  if (!/^\d{6,15}$/.test(counter) || Number(counter) === 0 || (counter.length > 6 && counter.startsWith("0")))
    return no("受理编号的流水号不对：应为至少六位数字", "The counter is wrong: it has at least six digits");
  if (check.length !== 1 || !ALPHABET.includes(check))
    return no("受理编号的校验位不对：应为一位字母或数字", "The check character is wrong: it is one letter or digit");
  if (checkCharacter3736(`${prefix}${year}${counter}`) !== check)
    return no(
      "受理编号与校验位不符，请逐位核对",
      "The number does not agree with its check character; compare it character by character",
    );
  return {
    ok: true,
    number: `${prefix}-${year}-${counter}-${check}`,
    prefix,
    year: Number(year),
    serial: Number(counter),
  };
}
