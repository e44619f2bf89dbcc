import { bilingual, counted, type Bilingual } from "#shared/lib/bilingual.ts";
import { foldCode, type CheckResult } from "#shared/identifiers/check-result.ts";
import { checkCreditCode } from "#shared/identifiers/credit-code.ts";
import type { SimpleField, SimpleValue } from "./form.ts";
import { checkIdNumber } from "#shared/identifiers/id-number.ts";
import { dropUnseen, foldDigits, foldNumber, illegalText, isBlankText } from "#shared/lib/plain-text.ts";
import { checkPhone } from "#shared/identifiers/phone.ts";
import { checkProjectCode } from "#shared/identifiers/project-code.ts";
import { readAmount, type Reading } from "./read-amount.ts";
import { LocalDate } from "#shared/time/instant.ts";

type TextField = Extract<SimpleField, { kind: "text" }>;
type CheckName = NonNullable<TextField["check"]>;

/** A field that was read: its value, or why it cannot be kept. A warning does not change the value. */
export type FieldReading = Reading<SimpleValue> & { warning?: Bilingual };

/** Texts that may be longer than this may have line breaks. */
const ONE_LINE = 200;
const MAX_INTEGER = 999_999_999;

const CHECKS: Record<CheckName, (text: string) => CheckResult> = {
  "credit-code": checkCreditCode,
  "id-number": checkIdNumber,
  "project-code": checkProjectCode,
  phone: checkPhone,
};
const NAME_ROLES: readonly SimpleField["role"][] = ["applicant", "contact", "legal-representative"];

const no = (zh: string, en: string): FieldReading => ({ ok: false, message: bilingual(zh, en) });
const blank: FieldReading = { ok: true, value: null };

function checkNameOf(field: TextField): CheckName | null {
  if (field.check !== null) return field.check;
  if (field.role === "credit-code" || field.role === "phone" || field.role === "project-code") return field.role;
  return field.role === "identity-number" ? "id-number" : null;
}

function readText(raw: unknown, field: TextField): FieldReading {
  if (typeof raw !== "string") return no("应为文字", "must be text");
  // The length is checked first, so that a megabyte of text is refused at once.
  if (raw.length > field.maxLength * 2 + 100)
    return no(`过长，最多 ${field.maxLength} 个字`, `is too long: at most ${counted(field.maxLength, "character")}`);
  const lineBreaks = field.maxLength > ONE_LINE;
  const check = checkNameOf(field);
  // A code has no sign that nobody sees; in a name or an address it stays as it was given.
  const seen = check === null ? raw : dropUnseen(raw);
  const unified = (lineBreaks ? seen.replaceAll("\r\n", "\n") : seen).replace(
    /^[ \t\r\n\u3000\u00A0\uFEFF]+|[ \t\r\n\u3000\u00A0\uFEFF]+$/g,
    "",
  );
  const illegal = illegalText(unified, lineBreaks);
  if (illegal) return { ok: false, message: illegal };
  const trimmed = unified.trim();
  if (isBlankText(trimmed)) return blank;
  // Spaces and dashes, with which a code is often written, do not count towards its length.
  const measured = check === null ? trimmed : foldCode(trimmed);
  if ([...measured].length > field.maxLength)
    return no(`过长，最多 ${field.maxLength} 个字`, `is too long: at most ${counted(field.maxLength, "character")}`);
  if (check === null)
    return {
      ok: true,
      value: field.personal === "name" || NAME_ROLES.includes(field.role) ? trimmed : foldDigits(trimmed),
    };
  const result = CHECKS[check](trimmed);
  if (result.result === "valid" || result.result === "shape-only") return { ok: true, value: result.normalised };
  return { ok: true, value: trimmed, ...(result.message ? { warning: result.message } : {}) };
}

function readInteger(raw: unknown): FieldReading {
  if (typeof raw !== "number" && typeof raw !== "string") return no("应为整数", "must be a whole number");
  const text = foldNumber(String(raw).slice(0, 60));
  if (text === "") return blank;
  if (/^[-−–]\s*\d/.test(text)) return no("不能为负数", "must not be negative");
  if (!/^\d+$/.test(text)) return no("应为整数", "must be a whole number");
  const value = Number(text);
  return value > MAX_INTEGER ? no("数值过大", "is too large") : { ok: true, value };
}

function readDate(raw: unknown): FieldReading {
  if (typeof raw !== "string") return no("应为日期，如 2026-11-20", "must be a date like 2026-11-20");
  const text = foldNumber(raw.slice(0, 60));
  if (text === "") return blank;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return no("应为日期，如 2026-11-20", "must be a date like 2026-11-20");
  return LocalDate.safeParse(text).success
    ? { ok: true, value: text }
    : no("没有这一天", "is a day that does not exist");
}

function readHour(raw: unknown): FieldReading {
  const wrong = no("应为日期和钟点，如 2026-11-20T09", "must be a day and an hour like 2026-11-20T09");
  if (typeof raw !== "string") return wrong;
  const text = foldNumber(raw.slice(0, 60));
  if (text === "") return blank;
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2})(?::(\d{2}))?$/.exec(text);
  if (match === null) return wrong;
  const [, day = "", hour = "", minute = "00"] = match;
  if (minute !== "00") return no("只能填到整点", "must be on the hour");
  if (!LocalDate.safeParse(day).success) return no("没有这一天", "is a day that does not exist");
  return Number(hour) <= 23
    ? { ok: true, value: `${day}T${hour}` }
    : no("钟点应为 00 至 23", "must have an hour from 00 to 23");
}

function readChoices(raw: unknown, options: { id: string; label: Bilingual }[], several: boolean): FieldReading {
  const names = bilingual(
    options.map((option) => option.label.zh).join("、"),
    options.map((option) => `${option.label.en} (${option.id})`).join(", "),
  );
  const known = (id: unknown): id is string => options.some((option) => option.id === id);
  if (!several) {
    if (raw === "") return blank;
    return known(raw) ? { ok: true, value: raw } : no(`只能选：${names.zh}`, `must be one of: ${names.en}`);
  }
  if (!Array.isArray(raw)) return no(`应为列表，可选：${names.zh}`, `must be a list of: ${names.en}`);
  const list: unknown[] = raw;
  const ids = list.filter(known);
  if (ids.length !== list.length) return no(`只能选：${names.zh}`, `must be among: ${names.en}`);
  if (new Set(ids).size !== ids.length) return no("同一选项选了两次", "names an option twice");
  return ids.length === 0 ? blank : { ok: true, value: ids };
}

/**
 * Reads the raw value of one simple field by its rule; absent, null and empty are blank. Messages never repeat the
 * value.
 */
export function readField(raw: unknown, field: SimpleField): FieldReading {
  if (raw === undefined || raw === null) return blank;
  switch (field.kind) {
    case "text":
      return readText(raw, field);
    case "amount":
      return readAmount(raw, field);
    case "integer":
      return readInteger(raw);
    case "date":
      return readDate(raw);
    case "hour":
      return readHour(raw);
    case "choice":
      return readChoices(raw, field.options, false);
    case "choices":
      return readChoices(raw, field.options, true);
    case "yes-no":
      return typeof raw === "boolean"
        ? { ok: true, value: raw }
        : no("应为是或否", "must be yes or no (true or false)");
  }
}
