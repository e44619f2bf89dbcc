import { useText } from "#renderer/strings/text.ts";
import { DateField } from "#renderer/features/form/DateField.tsx";
import { inputId } from "#renderer/features/form/field-path.ts";
import { NEVER } from "./line-entry.ts";

type FactDateProps = {
  label: string;
  path: string;
  value: string;
  onChange: (value: string) => void;
  onTouch: () => void;
  problem: string | null;
  /** The words for "it never happened", where that is an answer. */ never?: string;
};

/** A date that may be unknown, or, for roads, never have happened. */
export function FactDate({ label, path, value, onChange, onTouch, problem, never }: FactDateProps) {
  const t = useText();
  const id = inputId(path);
  return (
    <div className="fact">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <span className="fact-line">
        <DateField
          id={id}
          path={path}
          value={value === NEVER ? "" : value}
          onChange={onChange}
          onBlur={onTouch}
          invalid={problem !== null}
          describedBy={`${id}-m`}
        />
        {/* No tab stop: with the keyboard, a field left or made blank is unknown. */}
        <button
          tabIndex={-1}
          type="button"
          className="fact-unknown"
          aria-pressed={value === ""}
          aria-label={`${label} ${t("line.unknownDate")}`}
          onClick={() => onChange("")}
        >
          {t("line.unknownDate")}
        </button>
        {never !== undefined && (
          <button
            type="button"
            className="fact-unknown"
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
