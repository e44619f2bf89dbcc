import { say, type Bilingual } from "./bilingual.ts";

/** Controls of the two sets C0 and C1 and DEL; a line break is judged apart. */
const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/;
/** Marks that turn the direction of text and make it read otherwise than it is stored. */
const BIDI = /[\u202A-\u202E\u2066-\u2069]/;

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/** Says what makes a text unfit to keep and print: control characters, direction marks, half characters; null when it is fit. `<script>` and `=cmd()` are plain text. */
export function illegalText(text: string, lineBreaks: boolean): Bilingual | null {
  const control = CONTROL.exec(text)?.[0];
  if (control !== undefined)
    return say(
      `含有不能使用的控制字符 ${codePoint(control)}`,
      `holds the control character ${codePoint(control)}, which is not allowed`,
    );
  if (!lineBreaks && text.includes("\n"))
    return say("只能写成一行，不能换行（U+000A）", "must be on one line, without a line break (U+000A)");
  const bidi = BIDI.exec(text)?.[0];
  if (bidi !== undefined)
    return say(
      `含有改变文字方向的字符 ${codePoint(bidi)}`,
      `holds ${codePoint(bidi)}, which turns the direction of text`,
    );
  return text.isWellFormed() ? null : say("含有不完整的字符", "holds half of a character");
}
