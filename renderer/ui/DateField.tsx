import { useRef, useState } from "react";
import { type DatePrecision, readTypedDate } from "#shared/time/typed-date.ts";
import { useLanguageStore, useText } from "#renderer/lib/text.ts";
import { finishDate, isPasted, maskDate, weekdayText } from "./mask-date.ts";

type Props = {
  id: string;
  path: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: (() => void) | undefined;
  /** `hour` adds the hour: 2026-11-21 09; `minute` the time: 2026-11-21 09:30. */
  precision?: DatePrecision;
  invalid?: boolean;
  describedBy?: string | undefined;
  label?: string | undefined;
  required?: boolean;
};

const EXAMPLES: Record<DatePrecision, string> = {
  day: "2026-11-21",
  hour: "2026-11-21 09",
  minute: "2026-11-21 09:30",
};

/** Longer than any date is written: a text cut by the field could be another date. */
const MAX_LENGTH = 40;

/**
 * A date typed as digits (20261121) or pasted as it is written elsewhere, with its weekday. Left with a text that is no
 * date, it says so itself. antd's picker does not work by keyboard and screen reader.
 */
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
  const t = useText();
  const language = useLanguageStore((state) => state.language);
  // The text that was left in the field; typing on takes the words away.
  const [leftWith, setLeftWith] = useState<string | null>(null);
  const composedOn = useRef<string | null>(null);
  const read = readTypedDate(value, precision);
  const wrong = read.kind === "unreadable" && leftWith === value && !invalid ? read.why : null;
  const weekday = weekdayText(value.slice(0, 10), language === "zh" ? "zh-CN" : "en-GB");
  const finish = (): void => {
    const finished = finishDate(value, precision);
    if (finished !== value) onChange(finished);
    setLeftWith(finished);
  };
  return (
    <span className={wrong === null ? "date-field" : "date-field date-field-wrong"}>
      <input
        id={id}
        data-path={path}
        className="input number"
        inputMode="numeric"
        autoComplete="off"
        maxLength={MAX_LENGTH}
        placeholder={EXAMPLES[precision]}
        value={value}
        aria-label={label}
        aria-invalid={invalid || wrong !== null}
        aria-describedby={wrong === null ? describedBy : `${describedBy ?? ""} ${id}-unread`.trim()}
        aria-required={required}
        onBlur={() => {
          finish();
          onBlur?.();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") finish();
        }}
        onChange={(event) => {
          const after = event.target.value;
          // An input method's own text is left alone until it is finished.
          onChange(
            composedOn.current === null
              ? maskDate({ before: value, after, pasted: isPasted(event.nativeEvent) }, precision)
              : after,
          );
        }}
        onCompositionStart={() => {
          composedOn.current = value;
        }}
        onCompositionEnd={(event) => {
          const before = composedOn.current ?? value;
          composedOn.current = null;
          onChange(maskDate({ before, after: event.currentTarget.value }, precision));
        }}
      />
      {wrong === null ? (
        <span className="field-suffix">{weekday}</span>
      ) : (
        <span id={`${id}-unread`} className="field-problem" aria-live="polite">
          ✕ {t(`date.${wrong}`, { example: EXAMPLES[precision] })}
        </span>
      )}
    </span>
  );
}
