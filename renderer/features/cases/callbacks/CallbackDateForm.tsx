import { Button } from "antd";
import { useId, useState, type FormEvent } from "react";
import type { CallbackLine } from "#shared/contract/callbacks.ts";
import { useText } from "#renderer/lib/text.ts";
import { DateField } from "#renderer/ui/DateField.tsx";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { useFormKeys } from "#renderer/ui/use-form-keys.ts";
import { useFieldProblem } from "./use-callbacks.ts";
import type { CallbackActions } from "./use-callbacks.ts";
import callbackCss from "./callback.module.css";
import actsCss from "#renderer/features/cases/acts/acts.module.css";

/** Sets the day of a callback, or leaves it open. */
export function CallbackDateForm({
  line,
  actions,
  onLeave,
}: {
  line: CallbackLine;
  actions: CallbackActions;
  onLeave: () => void;
}) {
  const t = useText();
  const id = useId();
  const [dueOn, setDueOn] = useState(line.dueOn ?? "");
  const form = useFormKeys(true, onLeave);
  const problem = useFieldProblem(actions.problem, "dueOn");
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await actions.date({ id: line.id, dueOn: dueOn.trim() === "" ? null : dueOn.trim() })) onLeave();
  };
  return (
    <form
      ref={form}
      className={callbackCss.form}
      data-testid="callback-form"
      aria-label={t("callback.dateOf", { number: line.acceptanceNumber })}
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <FieldBox
        label={t("callback.dueOn")}
        htmlFor={id}
        required={false}
        messageId={`${id}-m`}
        problem={problem}
        warning={null}
        className={actsCss.actDate ?? ""}
      >
        <DateField
          id={id}
          path="callback.dueOn"
          value={dueOn}
          onChange={setDueOn}
          invalid={problem !== null}
          describedBy={`${id}-m`}
        />
      </FieldBox>
      <div className={callbackCss.buttons}>
        <Button type="primary" htmlType="submit" disabled={actions.busy}>
          {t("callback.saveDate")}
        </Button>
        <Button onClick={onLeave}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}
