import { z } from "zod";
import { type Bilingual, bilingual } from "./bilingual.ts";

/** Whether a text shows nothing: only spaces and invisible characters, which would print as a blank. */
export const isBlankText = (text: string): boolean => /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u.test(text);

/**
 * Folds full-width Latin letters, digits and signs (全角) and the ideographic space to their plain forms; everything
 * else is kept.
 */
export const foldWidth = (text: string): string =>
  text
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll("\u3000", " ");

/**
 * Drops the signs that nobody sees and that chats, web pages and telephones put around a code: zero-width and soft
 * signs, direction marks, variation selectors.
 */
export const dropUnseen = (text: string): string => text.replace(/\p{Default_Ignorable_Code_Point}/gu, "");

/** Folds only full-width digits (０-９), for texts that are otherwise kept as typed. */
export const foldDigits = (text: string): string =>
  text.replace(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

/** Folds a number from a Chinese keyboard: full-width signs, and `。` typed for the decimal point. */
export const foldNumber = (text: string): string => foldWidth(text).replaceAll("。", ".").trim();

/** The control sets C0 and C1, and DEL; line breaks are checked separately. */
const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/;
/** Direction marks, which make a text read differently from what is stored. */
const BIDI = /[\u202A-\u202E\u2066-\u2069]/;

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/**
 * Says what makes a text unfit to keep and print: control characters, direction marks, lost or half characters; null
 * if it is fit. `<script>` and `=cmd()` are plain text.
 */
export function illegalText(text: string, lineBreaks: boolean): Bilingual | null {
  const control = CONTROL.exec(text)?.[0];
  if (control !== undefined)
    return bilingual(
      `含有不能使用的控制字符 ${codePoint(control)}`,
      `holds the control character ${codePoint(control)}, which is not allowed`,
    );
  if (!lineBreaks && text.includes("\n"))
    return bilingual("只能写成一行，不能换行（U+000A）", "must be on one line, without a line break (U+000A)");
  const bidi = BIDI.exec(text)?.[0];
  if (bidi !== undefined)
    return bilingual(
      `含有改变文字方向的字符 ${codePoint(bidi)}`,
      `holds ${codePoint(bidi)}, which turns the direction of text`,
    );
  if (text.includes("\uFFFD"))
    return bilingual(
      "含有乱码 \uFFFD（U+FFFD），原来的字已经丢失，请重新输入",
      "holds U+FFFD, where a character was lost; type it again",
    );
  return text.isWellFormed() ? null : bilingual("含有不完整的字符", "holds half of a character");
}

/** Another machine's words made fit to show: no control characters or direction marks, and a limited length. */
export function legibleText(text: string, max: number): string {
  const clean = text.replace(/[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, " ").trim();
  return clean.length > max ? `${clean.slice(0, max)}…` : clean;
}

/**
 * A text typed beside a form, fit to keep, print and send: no control characters, direction marks or half characters.
 * One that shows nothing becomes empty.
 */
export const plainText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .superRefine((text, context) => {
      const illegal = illegalText(text, true);
      if (illegal !== null) context.addIssue({ code: "custom", message: `${illegal.zh} / ${illegal.en}` });
    })
    .overwrite((text) => (isBlankText(text) ? "" : text));
