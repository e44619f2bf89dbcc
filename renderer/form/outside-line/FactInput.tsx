import { inputId } from "#renderer/form/field-path.ts";
import { useText } from "#renderer/lib/text.ts";
import { DateField } from "#renderer/ui/DateField.tsx";
import { NEVER } from "./line-entry.ts";
import css from "./outside-line.module.css";

type FactDateProps = {
  label: string;
  path: string;
  value: string;
  onChange: (value: string) => void;
  onTouch: () => void;
  problem: string | null;
  /** The words for "it never happened", if that is an answer. */ never?: string;
};

/** A date that may be unknown or, for roads, may never have happened. */
export function FactDate({ label, path, value, onChange, onTouch, problem, never }: FactDateProps) {
  const t = useText();
  const id = inputId(path);
  return (
    <div className={css.fact} data-testid="fact">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <span className={css.factLine}>
        <DateField
          id={id}
          path={path}
          value={value === NEVER ? "" : value}
          onChange={onChange}
          onBlur={onTouch}
          invalid={problem !== null}
          describedBy={`${id}-m`}
        />
        {/* No tab stop: a blank field already means unknown. */}
        <button
          tabIndex={-1}
          type="button"
          className={css.factUnknown}
          aria-pressed={value === ""}
          aria-label={`${label} ${t("line.unknownDate")}`}
          onClick={() => onChange("")}
        >
          {t("line.unknownDate")}
        </button>
        {never !== undefined && (
          <button
            type="button"
            className={css.factUnknown}
            aria-pressed={value === NEVER}
            aria-label={`${label} ${never}`}
            onClick={() => onChange(NEVER)}
          >
            {never}
          </button>
        )}
      </span>
      <span id={`${id}-m`} className="field-problem">
        {problem !== null && `✕ ${problem}`}
      </span>
    </div>
  );
}

type Props = {
  label: string;
  unit: string;
  path: string;
  value: string;
  onChange: (value: string) => void;
  onTouch: () => void;
  problem: string | null;
};

/** One measured fact: a number with its unit, or the explicit answer 未测量. */
export function FactInput({ label, unit, path, value, onChange, onTouch, problem }: Props) {
  const t = useText();
  const id = inputId(path);
  const unknown = value.trim() === "";
  return (
    <div className={css.fact} data-testid="fact">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <span className={css.factLine}>
        <input
          id={id}
          data-path={path}
          className="input number"
          inputMode="decimal"
          autoComplete="off"
          maxLength={40}
          value={value}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-m`}
          onBlur={onTouch}
          onChange={(event) => onChange(event.target.value)}
        />
        <span className="field-suffix">{unit}</span>
        {/* No tab stop: a blank field already means 未测量. */}
        <button
          tabIndex={-1}
          type="button"
          className={css.factUnknown}
          aria-pressed={unknown}
          aria-label={`${label} ${t("line.unknown")}`}
          onClick={() => onChange("")}
        >
          {t("line.unknown")}
        </button>
      </span>
      <span id={`${id}-m`} className="field-problem">
        {problem !== null && `✕ ${problem}`}
      </span>
    </div>
  );
}
