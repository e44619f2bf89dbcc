import { Button } from "antd";
import { useId, useState, type FormEvent } from "react";
import { CALLBACK_OUTCOMES, type CallbackOutcome } from "#shared/case/callback.ts";
import type { CallbackLine } from "#shared/contract/callbacks.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { DateField } from "#renderer/ui/DateField.tsx";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { Pills } from "#renderer/ui/Pills.tsx";
import { useFormKeys } from "#renderer/ui/use-form-keys.ts";
import type { CallbackActions } from "./use-callbacks.ts";
import { useFieldProblem } from "./use-callbacks.ts";
import callbackCss from "./callback.module.css";
import actsCss from "#renderer/features/cases/acts/acts.module.css";

/** Records one call: its result, the answers, a note, and the day of the next try if nobody answered. */
export function CallbackForm({
  line,
  actions,
  onLeave,
}: {
  line: CallbackLine;
  actions: CallbackActions;
  onLeave: () => void;
}) {
  const t = useText();
  const pick = usePick();
  const id = useId();
  const [outcome, setOutcome] = useState<CallbackOutcome | null>(null);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [note, setNote] = useState("");
  const [againOn, setAgainOn] = useState("");
  const [asked, setAsked] = useState(false);
  const form = useFormKeys(true, onLeave);
  const wrongDay = useFieldProblem(actions.problem, "againOn");
  const noOutcome = asked && outcome === null ? t("callback.chooseOutcome") : null;
  const inferred = line.questions.some((question) => question.basis === "inferred");
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (outcome === null) return;
    const given =
      outcome === "reached"
        ? line.questions
            .map(({ id: question }) => ({ question, text: (answers[question] ?? "").trim() }))
            .filter(({ text }) => text !== "")
        : [];
    const again = outcome === "not-reached" && againOn.trim() !== "" ? againOn.trim() : null;
    if (
      await actions.record({
        id: line.id,
        attempt: line.attempts.length + 1,
        outcome,
        answers: given,
        note,
        againOn: again,
      })
    )
      onLeave();
  };
  return (
    <form
      ref={form}
      className={callbackCss.form}
      data-testid="callback-form"
      aria-label={t("callback.recordOf", { number: line.acceptanceNumber })}
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <FieldBox
        label={t("callback.outcome")}
        htmlFor={null}
        required
        messageId={`${id}-o`}
        problem={noOutcome}
        warning={null}
      >
        <Pills
          name={`${id}-outcome`}
          path="callback.outcome"
          options={CALLBACK_OUTCOMES.map((one) => ({ id: one, label: t(`callback.outcome.${one}`) }))}
          value={outcome}
          invalid={noOutcome !== null}
          describedBy={`${id}-o`}
          onChange={(value) => setOutcome(CALLBACK_OUTCOMES.find((one) => one === value) ?? null)}
        />
      </FieldBox>
      {outcome === "reached" && (
        <fieldset className={callbackCss.script}>
          <legend>
            {t("callback.script")} {inferred && <span className="soft">（{t("callback.inferred")}）</span>}
          </legend>
          {line.questions.map((question) => (
            <div key={question.id} className="field">
              <label className={`field-label ${callbackCss.question}`} htmlFor={`${id}-${question.id}`}>
                {pick(question.text)}
              </label>
              <input
                id={`${id}-${question.id}`}
                data-path={`callback.${question.id}`}
                className="input"
                autoComplete="off"
                maxLength={500}
                value={answers[question.id] ?? ""}
                onChange={(event) => setAnswers((before) => ({ ...before, [question.id]: event.target.value }))}
              />
            </div>
          ))}
          <span className="soft">{t("callback.unansweredHint")}</span>
        </fieldset>
      )}
      {outcome === "not-reached" && (
        <FieldBox
          label={t("callback.againOn")}
          htmlFor={`${id}-again`}
          required={false}
          messageId={`${id}-a`}
          problem={wrongDay}
          warning={null}
          className={actsCss.actDate ?? ""}
        >
          <DateField
            id={`${id}-again`}
            path="callback.againOn"
            value={againOn}
            onChange={setAgainOn}
            invalid={wrongDay !== null}
            describedBy={`${id}-a`}
          />
        </FieldBox>
      )}
      <div className="field">
        <label className="field-label" htmlFor={`${id}-note`}>
          {t("callback.note")}
        </label>
        <input
          id={`${id}-note`}
          data-path="callback.note"
          className="input"
          autoComplete="off"
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <div className={callbackCss.buttons}>
        <Button type="primary" htmlType="submit" disabled={actions.busy}>
          {t("callback.save")}
        </Button>
        <Button onClick={onLeave}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}
