import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { foldNumber } from "#shared/lib/plain-text.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";

/** The largest length (mm) or area (cm²) that a fact may hold. */
const MAX_MEASURE = 100_000_000;

/** A typed measure as an integer of the small unit, or the field that is wrong. */
export type MeasureResult = { ok: true; value: number } | { ok: false; problem: FieldProblem };

/** Prints an integer with a decimal point and never drops a digit other than zero. */
function withPoint(value: number, places: number, atLeast: number): string {
  const digits = String(value).padStart(places + 1, "0");
  const whole = digits.slice(0, -places);
  let part = digits.slice(-places);
  while (part.length > atLeast && part.endsWith("0")) part = part.slice(0, -1);
  return part === "" ? whole : `${whole}.${part}`;
}

/** Prints millimetres as metres, `15001` as `15.001`, with at least `atLeast` decimals. */
export const metresText = (mm: number, atLeast = 0): string => withPoint(mm, 3, atLeast);

/** Prints square centimetres as square metres, `500100` as `50.01`. */
export const squareMetresText = (cm2: number, atLeast = 0): string => withPoint(cm2, 4, atLeast);

/** The unit as people write it, and how many decimals its small unit allows. */
type Unit = { unit: RegExp; places: number; tooFine: Bilingual };

function readMeasure(text: string, path: string, { unit, places, tooFine }: Unit): MeasureResult {
  const wrong = (message: Bilingual): MeasureResult => ({ ok: false, problem: { path, message } });
  if (text.length > 60) return wrong(bilingual("内容过长，请只填数字。", "Too long; write only a number."));
  const number = foldNumber(text).replace(unit, "").trim();
  if (number === "")
    return wrong(
      bilingual(
        "请填写数字；尚未测量的请选“未知”。",
        "Write a number; choose “unknown” where nothing has been measured.",
      ),
    );
  if (/^[-−–]/.test(number)) return wrong(bilingual("不能为负数。", "Must not be negative."));
  const match = /^(\d+)(?:\.(\d*))?$/.exec(number) ?? /^()\.(\d+)$/.exec(number);
  if (match === null) return wrong(bilingual("不是数字，请写成如 15.001。", "Not a number; write it like 15.001."));
  const part = (match[2] ?? "").replace(/0+$/, "");
  if (part.length > places) return wrong(tooFine);
  const value = Number(`${match[1] ?? ""}${part.padEnd(places, "0")}`);
  if (value > MAX_MEASURE) return wrong(bilingual("数值过大，请核对。", "Too large; check the number."));
  return { ok: true, value };
}

/** Reads typed metres (`15.001`, `１５．０`, `15 米`) as whole millimetres; `path` names the field in a problem. */
export const readMetres = (text: string, path: string): MeasureResult =>
  readMeasure(text, path, {
    unit: /\s*(?:米|m)$/i,
    places: 3,
    tooFine: bilingual("最多三位小数（毫米）。", "At most three decimals (millimetres)."),
  });

/** Reads typed square metres (`50.01`, `50 平方米`, `50 m²`) as whole square centimetres. */
export const readSquareMetres = (text: string, path: string): MeasureResult =>
  readMeasure(text, path, {
    unit: /\s*(?:平方米|平米|㎡|m²|m2)$/i,
    places: 4,
    tooFine: bilingual("最多四位小数（平方厘米）。", "At most four decimals (square centimetres)."),
  });
