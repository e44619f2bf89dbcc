import { useId } from "react";
import { correctableFields } from "#shared/case/correction.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import type { FieldProps } from "./act-entry.ts";
import css from "./acts.module.css";

/** The applicant's own data, to be corrected; a value left unchanged is not part of the act. */
export function DetailsFields({ shown, entry, set, problemAt }: FieldProps) {
  const t = useText();
  const pick = usePick();
  const id = useId();
  const whole = problemAt("changes") ?? problemAt("details");
  return (
    <div className={css.detailsFields}>
      <p className={css.detailsNote}>{t("act.detailsNote")}</p>
      <div className="fields">
        {correctableFields(shown.profile.form).map(({ section, field }) => {
          const key = `${section}.${field.id}`;
          const wrong = problemAt(`details.${key}`);
          return (
            <FieldBox
              key={key}
              label={pick(field.label)}
              htmlFor={`${id}-${key}`}
              required={false}
              messageId={`${id}-${key}-m`}
              problem={wrong}
              warning={null}
            >
              <input
                id={`${id}-${key}`}
                data-path={`act.details.${key}`}
                className="input"
                autoComplete="off"
                maxLength={field.maxLength}
                value={entry.details[key] ?? ""}
                aria-invalid={wrong !== null}
                aria-describedby={`${id}-${key}-m`}
                onChange={(event) => set({ details: { ...entry.details, [key]: event.target.value } })}
              />
            </FieldBox>
          );
        })}
      </div>
      <span className="field-problem" aria-live="polite">
        {whole !== null && `✕ ${whole}`}
      </span>
    </div>
  );
}
