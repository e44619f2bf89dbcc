import { useMemo } from "react";
import { AnswerList } from "#renderer/form/AnswerList.tsx";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { concerns, questionsOf } from "./questions.ts";
import { StepFooter } from "./StepFooter.tsx";
import { useScreenTitle } from "./StepFooter.tsx";
import { submitVisit } from "./visit-acts.ts";
import { goBack } from "./visit-steps.ts";
import { useVisitStore } from "./visit-store.ts";
import kioskCss from "./kiosk.module.css";
import reviewCss from "./ReviewScreen.module.css";

/** Every answer once more, each with a way to change it, and the button that submits. */
export function ReviewScreen() {
  const t = useText();
  const pick = usePick();
  const { profile, utilities, form, problems, problem, busy, show, showQuestion } = useVisitStore();
  const title = useScreenTitle();
  const questions = useMemo(() => (profile === null ? [] : questionsOf(profile, utilities)), [profile, utilities]);
  if (profile === null) return null;
  const toMend = questions.filter((question) => problems.some((one) => concerns(question, one.path)));
  const open = (path: string): void =>
    showQuestion(
      questions.findIndex((question) => question.path === path),
      true,
    );
  return (
    <form
      className={kioskCss.main}
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void submitVisit();
      }}
    >
      <main className={`${kioskCss.scroll} ${reviewCss.review}`} data-testid="kiosk-review">
        <h1 ref={title} tabIndex={-1}>
          {t("kiosk.reviewTitle")}
        </h1>
        <p className={kioskCss.explain}>{t("kiosk.reviewHint")}</p>
        {problem !== null && (
          <>
            <ProblemNote problem={problem} hideFields={toMend.length > 0} />
            <p className={kioskCss.doubt} data-testid="kiosk-doubt">
              {t("kiosk.answersKept")}
            </p>
          </>
        )}
        {toMend.length > 0 && (
          <section className={reviewCss.mend}>
            <p>{t("kiosk.mendFirst", { n: toMend.length })}</p>
            {toMend.map((question) => (
              <button
                key={question.path}
                type="button"
                className={kioskCss.button}
                data-testid="kiosk-button"
                onClick={() => open(question.path)}
              >
                {pick(question.section.label)} · {pick(question.field.label)}
              </button>
            ))}
          </section>
        )}
        <section className="answers" data-testid="answers" aria-labelledby="review-utilities">
          <h2 id="review-utilities" className="answers-title">
            {t("kiosk.chosenUtilities")}
          </h2>
          <dl>
            <div className="answer" data-testid="answer">
              <dt>{t("kiosk.chosenUtilities")}</dt>
              <dd>
                <span className="answer-text">
                  {profile.utilities
                    .filter((utility) => utilities.includes(utility.id))
                    .map((utility) => pick(utility.itemLabel))
                    .join(t("answers.comma"))}
                </span>
                <button
                  type="button"
                  className="answer-change"
                  data-testid="answer-change"
                  aria-label={t("answers.changeOne", { name: t("kiosk.chosenUtilities") })}
                  onClick={() => show("choose")}
                >
                  {t("answers.change")}
                </button>
              </dd>
            </div>
            <div className="answer" data-testid="answer">
              <dt>{t("kiosk.lineTitle")}</dt>
              <dd>{t("kiosk.lineNote")}</dd>
            </div>
          </dl>
        </section>
        <AnswerList
          profile={profile}
          utilities={utilities}
          form={form}
          onChange={({ section, field }) => open(`form.${section}.${field}`)}
        />
      </main>
      <StepFooter onBack={goBack} next={t(busy ? "kiosk.submitting" : "kiosk.submit")} busy={busy} />
    </form>
  );
}
