import { useLanguageStore } from "#renderer/lib/text.ts";
import { finishDate, maskDate, maskHour, weekdayText } from "./mask-date.ts";

type Props = {
  id: string;
  path: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: (() => void) | undefined;
  /** `hour` adds the hour: 2026-11-21 09. */
  precision?: "day" | "hour";
  invalid?: boolean;
  describedBy?: string | undefined;
  label?: string | undefined;
  required?: boolean;
};

/** A date typed as digits (20261121), with its weekday. antd's picker does not work by keyboard and screen reader. */
export function DateField({
  id,
  path,
  value,
  onChange,
  onBlur,
  precision = "day",
  invalid = false,
  describedBy,
  label,
  required = false,
}: Props) {
  const language = useLanguageStore((state) => state.language);
  const mask = precision === "day" ? maskDate : maskHour;
  const weekday = weekdayText(value.slice(0, 10), language === "zh" ? "zh-CN" : "en-GB");
  return (
    <span className="date-field">
      <input
        id={id}
        data-path={path}
        className="input number"
        inputMode="numeric"
        autoComplete="off"
        maxLength={24}
        placeholder={precision === "day" ? "2026-11-21" : "2026-11-21 09"}
        value={value}
        aria-label={label}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        aria-required={required}
        onBlur={() => {
          const finished = finishDate(mask(value));
          if (finished !== value) onChange(finished);
          onBlur?.();
        }}
        onChange={(event) =>
          onChange(event.target.value.length < value.length ? event.target.value : mask(event.target.value))
        }
      />
      <span className="field-suffix">{weekday}</span>
    </span>
  );
}
