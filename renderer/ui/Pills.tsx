import type { KeyboardEvent } from "react";

/** One option of a row of pills. */
export type Pill = { id: string; label: string };
type Props = {
  name: string;
  path: string;
  options: readonly Pill[];
  value: string | null;
  onChange: (value: string | null) => void;
  onBlur?: (() => void) | undefined;
  /** Backspace and Delete clear the choice; false if an answer is required. */
  clearable?: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
};

/** The id of a yes-or-no answer among its pills; null while it is open. */
export function yesNoId(answer: boolean | null): "yes" | "no" | null {
  if (answer === null) return null;
  return answer ? "yes" : "no";
}

/** A few options as native radio buttons: one tab stop, arrow keys choose. The caller adds fieldset and legend. */
export function Pills({
  name,
  path,
  options,
  value,
  onChange,
  onBlur,
  clearable = true,
  invalid = false,
  describedBy,
}: Props) {
  const clear = (event: KeyboardEvent): void => {
    if (clearable && (event.key === "Backspace" || event.key === "Delete")) onChange(null);
  };
  return (
    <span className="pills" data-path={path} data-invalid={invalid}>
      {options.map((option) => (
        <label key={option.id} className="pill">
          <input
            type="radio"
            name={name}
            checked={option.id === value}
            aria-describedby={describedBy}
            onKeyDown={clear}
            onBlur={onBlur}
            onChange={() => onChange(option.id)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </span>
  );
}
