import type { CallbackLine } from "#shared/contract/callback-calls.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";

/** Every try of a callback so far, with what was answered. */
export function CallbackAttempts({ line }: { line: CallbackLine }) {
  const t = useText();
  const pick = usePick();
  if (line.attempts.length === 0) return null;
  const question = (id: string): string => {
    const text = line.questions.find((one) => one.id === id)?.text;
    return text === undefined ? id : pick(text);
  };
  return (
    <ol className="callback-attempts">
      {line.attempts.map((attempt) => (
        <li key={attempt.seq}>
          {t("callback.attempt", {
            n: attempt.seq,
            time: momentText(attempt.at),
            by: attempt.by,
            outcome: t(`callback.outcome.${attempt.outcome}`),
          })}
          {attempt.answers.map((answer) => (
            <span key={answer.question} className="callback-answer">
              <span className="case-soft">{question(answer.question)}</span> {answer.text}
            </span>
          ))}
          {attempt.note !== "" && <span className="callback-answer">{attempt.note}</span>}
        </li>
      ))}
    </ol>
  );
}
