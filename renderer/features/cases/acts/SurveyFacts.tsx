import { usePick, useText } from "#renderer/lib/text.ts";
import { OutsideLineForm } from "#renderer/form/outside-line/OutsideLineForm.tsx";
import type { FieldProps } from "./act-entry.ts";
import css from "./acts.module.css";

/** The survey's measurements by utility, filled with the known facts for correction. */
export function SurveyFacts({ shown, entry, set, problemAt }: FieldProps) {
  const t = useText();
  const pick = usePick();
  return (
    <div className={css.surveyFacts}>
      <h4 className={css.surveyTitle}>{t("act.facts")}</h4>
      <p className="soft">{t("act.factsHint")}</p>
      {Object.entries(entry.lines).map(([utility, line]) => {
        const label = shown.profile.utilities.find((one) => one.id === utility)?.label;
        const name = label === undefined ? utility : pick(label);
        return (
          <section key={utility} className={css.surveyLine}>
            <strong>{name}</strong>
            <OutsideLineForm
              utilityLabel={name}
              path={`survey.${utility}`}
              entry={line}
              onChange={(next) => set({ lines: { ...entry.lines, [utility]: next } })}
              onTouch={() => undefined}
              problemAt={problemAt}
            />
          </section>
        );
      })}
    </div>
  );
}
