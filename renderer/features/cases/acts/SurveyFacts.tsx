import { usePick, useText } from "#renderer/lib/text.ts";
import { OutsideLineForm } from "#renderer/form/outside-line/OutsideLineForm.tsx";
import type { FieldProps } from "./ActFieldInput.tsx";

/** What the survey measured, utility by utility; the facts known so far stand there to be corrected. */
export function SurveyFacts({ shown, entry, set, problemAt }: FieldProps) {
  const t = useText();
  const pick = usePick();
  return (
    <div className="survey-facts">
      <h4 className="survey-title">{t("act.facts")}</h4>
      <p className="case-soft">{t("act.factsHint")}</p>
      {Object.entries(entry.lines).map(([utility, line]) => {
        const label = shown.profile.utilities.find((one) => one.id === utility)?.label;
        const name = label === undefined ? utility : pick(label);
        return (
          <section key={utility} className="survey-line">
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
