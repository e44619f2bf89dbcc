import { useText } from "#renderer/strings/text.ts";

type DigitPadProps = {
  /** The sign beside the nought: a point for amounts, X for identity numbers, a hyphen for landlines. */
  extra: "." | "X" | "-" | null;
  onPress: (sign: string) => void;
  onBack: () => void;
  onClear: () => void;
};

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** Large digits to press; the focus stays in the field. */
export function DigitPad({ extra, onPress, onBack, onClear }: DigitPadProps) {
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
