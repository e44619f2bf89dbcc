import type { Amount, FieldValue, SimpleField, SimpleValue } from "#shared/profile/form.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { AmountInput } from "./AmountInput.tsx";
import { DateField } from "#renderer/ui/DateField.tsx";
import { inputId } from "./field-path.ts";
import { Pills, yesNoId } from "#renderer/ui/Pills.tsx";
import { TextInput } from "#renderer/ui/TextInput.tsx";

/** What one field of the form receives. */
export type FieldInputProps = {
  field: SimpleField;
  path: string;
  value: FieldValue | undefined;
  onChange: (value: SimpleValue) => void;
  onBlur?: (() => void) | undefined;
  invalid: boolean;
  describedBy: string | undefined;
  /** Names the input if it has no visible label (cells of a list). */
  label?: string | undefined;
};

const isAmount = (value: FieldValue | undefined): value is Amount =>
  typeof value === "object" && value !== null && "amount" in value;
const asText = (value: FieldValue | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

/** The input of one simple field, by its kind; values are kept as typed and checked by the host. */
export function FieldInput({ field, path, value, onChange, onBlur, invalid, describedBy, label }: FieldInputProps) {
  const t = useText();
  const pick = usePick();
  const id = inputId(path);
  const options = (list: { id: string; label: { zh: string; en: string } }[]) =>
    list.map((option) => ({ id: option.id, label: pick(option.label) }));
  const shared = { id, path, onBlur, invalid, describedBy, label, required: field.required };

  switch (field.kind) {
    case "text":
      return (
        <TextInput
          {...shared}
          value={asText(value)}
          onChange={onChange}
          maxLength={field.maxLength}
          check={field.check}
        />
      );
    case "integer":
      return <TextInput {...shared} value={asText(value)} onChange={onChange} maxLength={12} numeric />;
    case "amount":
      return (
        <AmountInput
          {...shared}
          units={options(field.units)}
          value={
            isAmount(value)
              ? value
              : { amount: asText(value), unit: field.units.length === 1 ? (field.units[0]?.id ?? null) : null }
          }
          onChange={onChange}
        />
      );
    case "date":
      return <DateField {...shared} value={asText(value)} onChange={onChange} />;
    case "hour":
      return <DateField {...shared} value={asText(value)} onChange={onChange} precision="hour" />;
    case "choice":
      return (
        <Pills
          name={id}
          path={path}
          onBlur={onBlur}
          invalid={invalid}
          describedBy={describedBy}
          options={options(field.options)}
          value={asText(value)}
          onChange={onChange}
        />
      );
    case "yes-no":
      return (
        <Pills
          name={id}
          path={path}
          onBlur={onBlur}
          invalid={invalid}
          describedBy={describedBy}
          options={[
            { id: "yes", label: t("common.yes") },
            { id: "no", label: t("common.no") },
          ]}
          value={yesNoId(typeof value === "boolean" ? value : null)}
          onChange={(choice) => onChange(choice === null ? null : choice === "yes")}
        />
      );
    case "choices": {
      const chosen = Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
      return (
        <span className="pills" data-path={path}>
          {options(field.options).map((option) => (
            <label key={option.id} className="pill">
              <input
                type="checkbox"
                checked={chosen.includes(option.id)}
                onBlur={onBlur}
                onChange={(event) =>
                  onChange(
                    event.target.checked ? [...chosen, option.id] : chosen.filter((other) => other !== option.id),
                  )
                }
              />
              <span>{option.label}</span>
            </label>
          ))}
        </span>
      );
    }
  }
}
