import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { Amount, SimpleField } from "./form.ts";
import { foldNumber } from "#shared/lib/plain-text.ts";

type AmountField = Extract<SimpleField, { kind: "amount" }>;
/** A value that was read, null for blank, or why it cannot be read. */
export type Reading<T> = { ok: true; value: T | null } | { ok: false; message: Bilingual };

const no = (zh: string, en: string): { ok: false; message: Bilingual } => ({ ok: false, message: bilingual(zh, en) });

/** Reads a non-negative decimal and keeps its digits as text, so that none is lost. */
function readDecimal(raw: unknown, decimals: number): Reading<string> {
  if (typeof raw !== "number" && typeof raw !== "string") return no("应为数字", "must be a number");
  if (typeof raw === "string" && raw.length > 60) return no("数字过长", "is too long for a number");
  const text = foldNumber(String(raw));
  if (text === "") return { ok: true, value: null };
  if (/^[-−–]\s*[\d.]/.test(text)) return no("不能为负数", "must not be negative");
  const match = /^0*(\d{1,12})(?:\.(\d+))?$/.exec(text);
  if (match === null)
    return no("应为数字，整数部分不超过 12 位", "must be a number with at most 12 digits before the point");
  const [, whole = "", part] = match;
  if (part !== undefined && part.length > decimals) {
    return decimals === 0
      ? no("应为整数", "must be a whole number")
      : no(`最多 ${decimals} 位小数`, `must have at most ${decimals} decimals`);
  }
  return { ok: true, value: part === undefined ? whole : `${whole}.${part}` };
}

/**
 * Reads an amount given as a number, a decimal text or `{ amount, unit }`. A single unit is implied; of several, one
 * must be chosen.
 */
export function readAmount(raw: unknown, field: AmountField): Reading<Amount> {
  const record = typeof raw === "object" && raw !== null && !Array.isArray(raw) ? new Map(Object.entries(raw)) : null;
  const foreign = [...(record?.keys() ?? [])].find((key) => key !== "amount" && key !== "unit");
  if (foreign !== undefined) return no("只能有 amount 和 unit 两项", "may hold only amount and unit");
  const amount = record ? record.get("amount") : raw;
  const number: Reading<string> =
    amount === undefined || amount === null ? { ok: true, value: null } : readDecimal(amount, field.decimals);
  if (!number.ok) return number;
  const chosen = record?.get("unit") ?? null;
  const names = bilingual(
    field.units.map((unit) => unit.label.zh).join("、"),
    field.units.map((unit) => `${unit.label.en} (${unit.id})`).join(", "),
  );
  if (chosen !== null && !field.units.some((unit) => unit.id === chosen)) {
    return field.units.length === 0
      ? no("表中没有印单位，不能填单位", "has no unit in the form, so none can be given")
      : no(`单位只能是${names.zh}`, `must be in ${names.en}`);
  }
  if (number.value === null) return { ok: true, value: null };
  const unit =
    field.units.find((each) => each.id === chosen) ?? (field.units.length === 1 ? field.units[0] : undefined);
  if (field.units.length > 1 && unit === undefined) return no(`请选择单位：${names.zh}`, `needs its unit: ${names.en}`);
  return { ok: true, value: { amount: number.value, unit: unit?.id ?? null } };
}
