import { useText } from "#renderer/lib/text.ts";

type DigitPadProps = {
  /** The sign beside the nought: a point for amounts, X for identity numbers, a hyphen for landlines. */
  extra: "." | "X" | "-" | null;
  onPress: (sign: string) => void;
  onBack: () => void;
  onClear: () => void;
};

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** Large digits to press; the focus stays in the field. */
function DigitPad({ extra, onPress, onBack, onClear }: DigitPadProps) {
  const t = useText();
  const key = (sign: string) => (
    <button
      key={sign}
      type="button"
      className="pad-key number"
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onPress(sign)}
    >
      {sign}
    </button>
  );
  return (
    <fieldset className="pad" aria-label={t("kiosk.padTitle")}>
      {DIGITS.map(key)}
      {extra === null ? (
        <button
          type="button"
          className="pad-key pad-word"
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
        className="pad-key pad-word"
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
  /** Puts signs in their places as they come, e.g. the hyphens of a day. */
  mask?: ((typed: string) => string) | undefined;
  extra: "." | "X" | "-" | null;
  suffix?: string;
  secret?: boolean;
  invalid: boolean;
  describedBy: string;
  required: boolean;
};

/** A number, phone or day by the digit pad or by keys; `inputMode` none keeps the system's keyboard from covering the pad. */
export function NumberEntry({
  id,
  path,
  value,
  onChange,
  mask = (typed) => typed,
  extra,
  suffix = "",
  secret = false,
  invalid,
  describedBy,
  required,
}: Props) {
  return (
    <div className="entry">
      <span className="entry-line">
        <input
          id={id}
          data-path={path}
          className="input number entry-input"
          type={secret ? "password" : "text"}
          inputMode="none"
          autoComplete="off"
          maxLength={40}
          value={value}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          aria-required={required}
          onChange={(event) =>
            onChange(event.target.value.length < value.length ? event.target.value : mask(event.target.value))
          }
        />
        {suffix !== "" && <span className="entry-suffix">{suffix}</span>}
      </span>
      <DigitPad
        extra={extra}
        onPress={(sign) => onChange(mask(value + sign))}
        onBack={() => onChange(value.slice(0, -1).replace(/[- ]$/, ""))}
        onClear={() => onChange("")}
      />
    </div>
  );
}
