import { useId } from "react";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import type { FieldProps } from "./act-entry.ts";

/** A reason that this act needs only in some cases, with a word on why it is asked for. */
export function ReasonField({ entry, set, problemAt, label, hint }: FieldProps & { label: string; hint?: string }) {
  const id = useId();
  const problem = problemAt("reason");
  return (
    <FieldBox label={label} htmlFor={id} required messageId={`${id}-m`} problem={problem} warning={null}>
      <textarea
        id={id}
        data-path="act.reason"
        className="textarea"
        rows={2}
        maxLength={2000}
        value={entry.reason}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-m`}
        onChange={(event) => set({ reason: event.target.value })}
      />
      {hint !== undefined && <p className="soft">{hint}</p>}
    </FieldBox>
  );
}
