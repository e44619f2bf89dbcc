import type { Amount, Field, FieldValue } from "#shared/profile/form.ts";
import { inputId } from "#renderer/form/field-path.ts";
import { FieldInput } from "#renderer/form/FieldInput.tsx";
import { ListInput } from "#renderer/form/ListInput.tsx";
import { finishDate, maskDate, weekdayText } from "#renderer/ui/mask-date.ts";
import { Pills } from "#renderer/ui/Pills.tsx";
import { useLanguageStore } from "#renderer/lib/text.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { NumberEntry } from "./NumberEntry.tsx";
import css from "./question.module.css";

type Props = {
  field: Field;
  path: string;
  value: FieldValue | undefined;
  onChange: (value: FieldValue) => void;
  invalid: boolean;
  describedBy: string;
  problemAt: (path: string) => string | null;
};

const isAmount = (value: FieldValue | undefined): value is Amount =>
  typeof value === "object" && value !== null && "amount" in value;
const asText = (value: FieldValue | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

/** The input of one answer: digits by the pad, choices as large buttons, text by the system's keyboard. */
export function AnswerInput({ field, path, value, onChange, invalid, describedBy, problemAt }: Props) {
  const t = useText();
  const pick = usePick();
  const language = useLanguageStore((state) => state.language);
  const entry = { id: inputId(path), path, invalid, describedBy, required: field.required };
  const weekday = weekdayText(asText(value).slice(0, 10), language === "zh" ? "zh-CN" : "en-GB");

  switch (field.kind) {
    case "list":
      return <ListInput field={field} path={path} value={value} onChange={onChange} problemAt={problemAt} />;
    case "integer":
      return <NumberEntry {...entry} value={asText(value)} onChange={onChange} extra={null} />;
    case "date":
    case "hour": {
      const precision = field.kind === "date" ? "day" : "hour";
      return (
        <NumberEntry
          {...entry}
          value={asText(value)}
          onChange={onChange}
          mask={(edit) => maskDate(edit, precision)}
          finish={(typed) => finishDate(typed, precision)}
          extra={null}
          suffix={weekday}
        />
      );
    }
    case "text":
      if (field.check === "phone")
        return <NumberEntry {...entry} value={asText(value)} onChange={onChange} extra="-" />;
      if (field.check === "id-number")
        return <NumberEntry {...entry} value={asText(value)} onChange={onChange} extra="X" />;
      return (
        <FieldInput
          field={field}
          path={path}
          value={value}
          onChange={onChange}
          invalid={invalid}
          describedBy={describedBy}
        />
      );
    case "amount": {
      const first = field.units.length === 1 ? (field.units[0] ?? null) : null;
      const amount = isAmount(value) ? value : { amount: asText(value), unit: first?.id ?? null };
      return (
        <>
          <NumberEntry
            {...entry}
            value={amount.amount}
            onChange={(typed) => onChange({ ...amount, amount: typed })}
            extra="."
            suffix={first === null ? "" : pick(first.label)}
          />
          {field.units.length > 1 && (
            <fieldset className={css.entryUnits}>
              <legend>{t("kiosk.unit")}</legend>
              <Pills
                name={`${entry.id}-unit`}
                path={`${path}.unit`}
                options={field.units.map((unit) => ({ id: unit.id, label: pick(unit.label) }))}
                value={amount.unit}
                onChange={(unit) => onChange({ ...amount, unit })}
                describedBy={describedBy}
              />
            </fieldset>
          )}
        </>
      );
    }
    case "choice":
    case "choices":
    case "yes-no":
      return (
        <FieldInput
          field={field}
          path={path}
          value={value}
          onChange={onChange}
          invalid={invalid}
          describedBy={describedBy}
        />
      );
  }
}
