import { useText } from "#renderer/lib/text.ts";
import { type DateEdit, isPasted } from "#renderer/ui/mask-date.ts";
import css from "./question.module.css";

type DigitPadProps = {
  /** The key beside zero: a point for amounts, X for identity numbers, a hyphen for landlines. */
  extra: "." | "X" | "-" | null;
  onPress: (sign: string) => void;
  onBack: () => void;
  onClear: () => void;
};

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** Large digit keys; the focus stays in the field. */
function DigitPad({ extra, onPress, onBack, onClear }: DigitPadProps) {
  const t = useText();
  const key = (sign: string) => (
    <button
      key={sign}
      type="button"
      className={`${css.padKey} number`}
      data-testid="pad-key"
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onPress(sign)}
    >
      {sign}
    </button>
  );
  return (
    <fieldset className={css.pad} aria-label={t("kiosk.padTitle")}>
      {DIGITS.map(key)}
      {extra === null ? (
        <button
          type="button"
          className={`${css.padKey} ${css.padWord}`}
          data-testid="pad-key"
          onPointerDown={(event) => event.preventDefault()}
          onClick={onClear}
        >
          {t("kiosk.padClear")}
        </button>
      ) : (
        key(extra)
      )}
      {key("0")}
      <button
        type="button"
        className={`${css.padKey} ${css.padWord}`}
        data-testid="pad-key"
        onPointerDown={(event) => event.preventDefault()}
        onClick={onBack}
      >
        {t("kiosk.padBack")}
      </button>
    </fieldset>
  );
}

type Props = {
  id: string;
  path: string;
  value: string;
  onChange: (value: string) => void;
  /** Formats the text while it is typed, e.g. the hyphens of a day. */
  mask?: ((edit: DateEdit) => string) | undefined;
  /** Completes the text when the field is left. */
  finish?: ((typed: string) => string) | undefined;
  extra: "." | "X" | "-" | null;
  suffix?: string;
  secret?: boolean;
  invalid: boolean;
  describedBy: string;
  required: boolean;
};

/** A number, phone or day by pad or keys; `inputMode="none"` keeps the system's keyboard off the pad. */
export function NumberEntry({
  id,
  path,
  value,
  onChange,
  mask = ({ after }) => after,
  finish = (typed) => typed,
  extra,
  suffix = "",
  secret = false,
  invalid,
  describedBy,
  required,
}: Props) {
  return (
    <div className={css.entry}>
      <span className={css.entryLine}>
        <input
          id={id}
          data-path={path}
          className={`input number ${css.entryInput}`}
          type={secret ? "password" : "text"}
          inputMode="none"
          autoComplete="off"
          maxLength={40}
          value={value}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          aria-required={required}
          onBlur={() => {
            const finished = finish(value);
            if (finished !== value) onChange(finished);
          }}
          onChange={(event) =>
            onChange(mask({ before: value, after: event.target.value, pasted: isPasted(event.nativeEvent) }))
          }
        />
        {suffix !== "" && <span className={css.entrySuffix}>{suffix}</span>}
      </span>
      <DigitPad
        extra={extra}
        onPress={(sign) => onChange(mask({ before: value, after: value + sign }))}
        onBack={() => onChange(value.slice(0, -1).replace(/[- ]$/, ""))}
        onClear={() => onChange("")}
      />
    </div>
  );
}
