import { type KeyboardEvent, useState } from "react";
import type { Field, FormValues } from "#shared/profile/form.ts";
import { isMasked, maskPersonal } from "#shared/profile/mask-personal.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { type TextKey, usePick, useText } from "#renderer/lib/text.ts";
import { answerText } from "./answer-text.ts";
import "./answers.css";

/** One answer; a phone or identity number is masked unless the button is held. */
function AnswerValue({ field, text }: { field: Field; text: string }) {
  const t = useText();
  const [held, setHeld] = useState(false);
  if (!isMasked(field.personal)) return <span className="answer-text">{text}</span>;
  const byKey = (down: boolean) => (event: KeyboardEvent) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    setHeld(down);
  };
  const hide = (): void => setHeld(false);
  return (
    <span className="answer-masked">
      <span className="answer-text number">{held ? text : maskPersonal(text, field.personal)}</span>
      <button
        type="button"
        className="answer-hold"
        data-testid="answer-hold"
        aria-pressed={held}
        onPointerDown={() => setHeld(true)}
        onPointerUp={hide}
        onPointerLeave={hide}
        onPointerCancel={hide}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={byKey(true)}
        onKeyUp={byKey(false)}
        onBlur={hide}
      >
        {t("answers.hold")}
      </button>
    </span>
  );
}

type Props = {
  profile: Profile;
  utilities: readonly string[];
  form: FormValues;
  /** Returns to one answer to change it; absent if nothing may be changed. */
  onChange?: ((path: { section: string; field: string }) => void) | undefined;
  /** Other words for that button: a text, and a name that includes the field's. */
  changeWords?: { text: TextKey; name: TextKey };
  /** Paths of highlighted answers, e.g. those an applicant pointed at. */
  marked?: readonly string[];
};

const CHANGE = { text: "answers.change", name: "answers.changeOne" } as const;

/** The answers of the open sections in the order of the form; blank ones are marked as blank. */
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
        <section key={section.id} className="answers" data-testid="answers" aria-labelledby={`answers-${section.id}`}>
          <h2 id={`answers-${section.id}`} className="answers-title">
            {pick(section.label)}
          </h2>
          <dl>
            {section.fields.map((field) => {
              const text = answerText(field, form[section.id]?.[field.id], { t, pick });
              return (
                <div
                  key={field.id}
                  className={marked.includes(`form.${section.id}.${field.id}`) ? "answer answer-marked" : "answer"}
                  data-testid="answer"
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
                        data-testid="answer-change"
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
