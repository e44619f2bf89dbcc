import type { FormValues } from "#shared/form.ts";
import type { Profile } from "#shared/profile.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import type { TextKey } from "#renderer/strings/zh.ts";
import { answerText } from "./answer-text.ts";
import { AnswerValue } from "./AnswerValue.tsx";
import "./answers.css";

type Props = {
  profile: Profile;
  utilities: readonly string[];
  form: FormValues;
  /** Leads back to one answer to change it; left out where nothing may be changed. */
  onChange?: ((path: { section: string; field: string }) => void) | undefined;
  /** What the way back is called, where it is not a change: a text, and a name with the field's in it. */
  changeWords?: { text: TextKey; name: TextKey };
  /** Paths of answers that stand out, e.g. those an applicant pointed at. */
  marked?: readonly string[];
};

const CHANGE = { text: "answers.change", name: "answers.changeOne" } as const;

/** The answers of the open sections in the order of the form, blank ones said to be blank. */
export function AnswerList({ profile, utilities, form, onChange, changeWords = CHANGE, marked = [] }: Props) {
  const t = useText();
  const pick = usePick();
  const sections = profile.form.sections.filter((section) => section.utility === null);
  const byUtility = profile.utilities
    .filter((utility) => utilities.includes(utility.id))
    .flatMap((utility) => profile.form.sections.filter((section) => section.utility === utility.id));
  return (
    <>
      {[...sections, ...byUtility].map((section) => (
        <section key={section.id} className="answers" aria-labelledby={`answers-${section.id}`}>
          <h2 id={`answers-${section.id}`} className="answers-title">
            {pick(section.label)}
          </h2>
          <dl className="answers-list">
            {section.fields.map((field) => {
              const text = answerText(field, form[section.id]?.[field.id], { t, pick });
              return (
                <div
                  key={field.id}
                  className={marked.includes(`form.${section.id}.${field.id}`) ? "answer answer-marked" : "answer"}
                >
                  <dt>{pick(field.label)}</dt>
                  <dd>
                    {text === null ? (
                      <span className="answer-blank">{t("answers.blank")}</span>
                    ) : (
                      <AnswerValue field={field} text={text} />
                    )}
                    {onChange !== undefined && (
                      <button
                        type="button"
                        className="answer-change"
                        aria-label={t(changeWords.name, { name: pick(field.label) })}
                        onClick={() => onChange({ section: section.id, field: field.id })}
                      >
                        {t(changeWords.text)}
                      </button>
                    )}
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
    </>
  );
}
