import type { ReactNode } from "react";
import { useText } from "#renderer/lib/text.ts";

type Props = {
  label: string;
  /** The input's id; null for a group of inputs, which becomes a fieldset. */
  htmlFor: string | null;
  required: boolean;
  messageId: string;
  problem: string | null;
  warning: string | null;
  /** A hint, shown only if nothing is wrong. */
  note?: string | null;
  className?: string;
  children: ReactNode;
};

/** Label above, input, and problems or warnings below. */
export function FieldBox({
  label,
  htmlFor,
  required,
  messageId,
  problem,
  warning,
  note = null,
  className = "",
  children,
}: Props) {
  const t = useText();
  const name = (
    <>
      {label}
      {required && (
        <span className="field-required" aria-hidden="true">
          {t("field.required")}
        </span>
      )}
    </>
  );
  const message = problem ?? warning;
  const calmTone = warning !== null ? "field-warning" : "field-note";
  const tone = problem !== null ? "field-problem" : calmTone;
  const below = (
    <span id={messageId} className={tone} aria-live="polite">
      {message !== null && (problem !== null ? "✕ " : "! ")}
      {message ?? note}
    </span>
  );
  if (htmlFor === null) {
    return (
      <fieldset className={`field ${className}`} aria-describedby={messageId}>
        <legend className="field-label">{name}</legend>
        {children}
        {below}
      </fieldset>
    );
  }
  return (
    <div className={`field ${className}`}>
      <label className="field-label" htmlFor={htmlFor}>
        {name}
      </label>
      {children}
      {below}
    </div>
  );
}
