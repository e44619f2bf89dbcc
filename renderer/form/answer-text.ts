import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Field, FieldValue, ListRow } from "#shared/profile/form.ts";
import type { Text } from "#renderer/lib/text.ts";

type Words = { t: Text; pick: (value: Bilingual) => string };

const isRow = (item: unknown): item is ListRow => typeof item === "object" && item !== null;

/** The text of one answer; null if blank. A list has one line for each row. */
export function answerText(field: Field, value: FieldValue | undefined, words: Words): string | null {
  const { t, pick } = words;
  if (value === undefined || value === null || value === "") return null;
  const option = (options: { id: string; label: Bilingual }[], id: unknown): string => {
    const found = options.find((each) => each.id === id);
    return found === undefined ? String(id) : pick(found.label);
  };
  switch (field.kind) {
    case "choice":
      return option(field.options, value);
    case "choices":
      return Array.isArray(value) && value.length > 0
        ? value.map((id) => option(field.options, id)).join(t("answers.comma"))
        : null;
    case "yes-no":
      return value === true ? t("common.yes") : t("common.no");
    case "amount": {
      if (typeof value !== "object" || !("amount" in value) || value["amount"] === "") return null;
      const unit = value["unit"];
      return [String(value["amount"]), unit === null || unit === undefined ? "" : option(field.units, unit)]
        .join(" ")
        .trim();
    }
    case "list": {
      if (!Array.isArray(value)) return null;
      const rows = value.filter(isRow).map((row) =>
        field.fields
          .map((column) => answerText(column, row[column.id], words) ?? "")
          .filter((cell) => cell !== "")
          .join(" · "),
      );
      const filled = rows.filter((row) => row !== "");
      return filled.length === 0 ? null : filled.join("\n");
    }
    case "hour":
      return typeof value === "string" ? value.replace("T", " ").replace(/^(\S+ \d{2})$/, "$1:00") : null;
    case "text":
    case "integer":
    case "date":
      return typeof value === "string" || typeof value === "number" ? String(value) : null;
  }
}
