import type { Amount } from "#shared/profile/form.ts";
import { useText } from "#renderer/lib/text.ts";
import type { Pill } from "#renderer/ui/Pills.tsx";

type Props = {
  id: string;
  path: string;
  units: Pill[];
  value: Amount;
  onChange: (value: Amount) => void;
  onBlur?: (() => void) | undefined;
  invalid: boolean;
  describedBy: string | undefined;
  label?: string | undefined;
  required: boolean;
};

/** A decimal as text with its unit; with several units the clerk must choose, because the form leaves it open. */
export function AmountInput({
  id,
  path,
  units,
  value,
  onChange,
  onBlur,
  invalid,
  describedBy,
  label,
  required,
}: Props) {
  const t = useText();
  return (
    <span className="amount-field">
      <input
        id={id}
        data-path={path}
        className="input number"
        inputMode="decimal"
        autoComplete="off"
        value={value.amount}
        aria-label={label}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        aria-required={required}
        onBlur={onBlur}
        onChange={(event) => onChange({ ...value, amount: event.target.value })}
      />
      {units.length === 1 && <span className="field-suffix">{units[0]?.label}</span>}
      {units.length > 1 && (
        <select
          className="select unit-select"
          data-path={`${path}.unit`}
          aria-label={t("field.unit")}
          value={value.unit ?? ""}
          onBlur={onBlur}
          onChange={(event) => onChange({ ...value, unit: event.target.value === "" ? null : event.target.value })}
        >
          <option value="">{t("field.chooseUnit")}</option>
          {units.map((unit) => (
            <option key={unit.id} value={unit.id}>
              {unit.label}
            </option>
          ))}
        </select>
      )}
    </span>
  );
}
