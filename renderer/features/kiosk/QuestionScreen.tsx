import { useMemo } from "react";
import { usePick, useText } from "#renderer/lib/text.ts";
import { QuestionCard } from "./QuestionCard.tsx";
import { questionsOf } from "./questions.ts";
import { goBack, goForward } from "./visit-steps.ts";
import { useVisitStore } from "./visit-store.ts";
import css from "./question.module.css";

/** One question of the form; each has its own card, so that no state of the previous question stays. */
export function QuestionScreen() {
  const t = useText();
  const pick = usePick();
  const { profile, utilities, at, fromReview } = useVisitStore();
  const questions = useMemo(() => (profile === null ? [] : questionsOf(profile, utilities)), [profile, utilities]);
  const question = questions[at];
  if (question === undefined) return null;
  return (
    <QuestionCard key={question.path} question={question} fromReview={fromReview} onBack={goBack} onForward={goForward}>
      <div className={css.progress} data-testid="kiosk-progress">
        <span>{pick(question.section.label)}</span>
        <span className="number" aria-label={t("kiosk.progress", { at: at + 1, all: questions.length })}>
          {at + 1}/{questions.length}
        </span>
        <progress aria-hidden="true" max={questions.length} value={at + 1} />
      </div>
    </QuestionCard>
  );
}
