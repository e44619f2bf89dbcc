import { Button } from "antd";
import type { CallbackLine } from "#shared/contract/callbacks.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { CallbackDateForm } from "./CallbackDateForm.tsx";
import { CallbackForm } from "./CallbackForm.tsx";
import type { CallbackActions } from "./use-callbacks.ts";
import css from "./callback.module.css";

/** Every try of a callback so far, with what was answered. */
function CallbackAttempts({ line }: { line: CallbackLine }) {
  const t = useText();
  const pick = usePick();
  if (line.attempts.length === 0) return null;
  const question = (id: string): string => {
    const text = line.questions.find((one) => one.id === id)?.text;
    return text === undefined ? id : pick(text);
  };
  return (
    <ol className={css.attempts}>
      {line.attempts.map((attempt) => (
        <li key={attempt.seq}>
          {t("callback.attempt", {
            n: attempt.seq,
            time: momentText(attempt.at),
            by: attempt.by,
            outcome: t(`callback.outcome.${attempt.outcome}`),
          })}
          {attempt.answers.map((answer) => (
            <span key={answer.question} className={css.answer}>
              <span className="soft">{question(answer.question)}</span> {answer.text}
            </span>
          ))}
          {attempt.note !== "" && <span className={css.answer}>{attempt.note}</span>}
        </li>
      ))}
    </ol>
  );
}

/** Which form of which callback is open. */
export type OpenForm = { id: string; form: "record" | "date" } | null;
type Props = {
  line: CallbackLine;
  actions: CallbackActions;
  open: OpenForm;
  setOpen: (open: OpenForm) => void;
  onOpen: ((applicationId: string) => void) | null;
};

/** One callback: whom to call about which application, by when, what was tried, and what can be recorded now. */
export function CallbackRow({ line, actions, open, setOpen, onOpen }: Props) {
  const t = useText();
  const pick = usePick();
  const form = open?.id === line.id ? open.form : null;
  const about = { number: line.acceptanceNumber };
  const leave = (): void => setOpen(null);
  return (
    <li className={`${css.row} ${css[`row-is-${line.status}`]}`} data-testid="callback-row" data-state={line.status}>
      <p>
        {onOpen !== null && (
          <>
            <span className="number">{line.acceptanceNumber}</span> {line.applicant} ·{" "}
          </>
        )}
        {pick(line.label)} <span className="soft">{line.clause}</span> ·{" "}
        <strong className={css[`status-is-${line.status}`]}>{t(`callback.status.${line.status}`)}</strong>
        {line.dueOn !== null && line.mayRecord && (
          <span className="number"> · {t("callback.due", { date: line.dueOn })}</span>
        )}
        {line.latestOn !== null && <span className="number"> · {t("callback.latest", { date: line.latestOn })}</span>}
      </p>
      <p className={css.whom}>
        {t("callback.whom", { name: line.contact, phone: line.phone })} ·{" "}
        {t("callback.duty", { name: line.dutyHolder.name })}
      </p>
      <CallbackAttempts line={line} />
      {form === null && (line.mayRecord || onOpen !== null) && (
        <div className={css.buttons}>
          {line.mayRecord && (
            <>
              <Button
                type="primary"
                aria-label={`${t("callback.record")} ${line.acceptanceNumber}`}
                onClick={() => setOpen({ id: line.id, form: "record" })}
              >
                {t("callback.record")}
              </Button>
              <Button
                aria-label={`${t(line.dueOn === null ? "callback.date" : "callback.redate")} ${line.acceptanceNumber}`}
                onClick={() => setOpen({ id: line.id, form: "date" })}
              >
                {t(line.dueOn === null ? "callback.date" : "callback.redate")}
              </Button>
            </>
          )}
          {onOpen !== null && (
            <Button aria-label={t("callback.open", about)} onClick={() => onOpen(line.applicationId)}>
              {t("callback.openShort")}
            </Button>
          )}
        </div>
      )}
      {form === "record" && <CallbackForm line={line} actions={actions} onLeave={leave} />}
      {form === "date" && <CallbackDateForm line={line} actions={actions} onLeave={leave} />}
    </li>
  );
}
