import { Button } from "antd";
import { useId, useState, type FormEvent } from "react";
import type { SuspensionRegister } from "#shared/contract/suspension.ts";
import { STEP_NAMES, SUSPENSION_STEPS, stepRefusal, type SuspensionStep } from "#shared/profile/suspension.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { DateField } from "#renderer/ui/DateField.tsx";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import type { SuspensionActing } from "./use-suspension-act.ts";
import css from "./suspension.module.css";

type Props = { profileId: string; register: SuspensionRegister; acting: SuspensionActing };

/** Records one step against a utility; a step that is not possible yet shows the reason. */
export function StepForm({ profileId, register, acting: { busy, change } }: Props) {
  const t = useText();
  const pick = usePick();
  const id = useId();
  const [utility, setUtility] = useState(register.utilities[0]?.id ?? "");
  const [step, setStep] = useState<SuspensionStep>("rectification-order");
  const [order, setOrder] = useState("");
  const [from, setFrom] = useState(register.today);
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const refusal = stepRefusal(register.lines, utility, step);
  const wanting = (text: string): string | null => (tried && text.trim() === "" ? t("suspension.fill") : null);
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (refusal !== null || order.trim() === "" || from.trim() === "") return;
    if (!(await change("suspension.record", { profileId, utility, step, orderNumber: order, from, note }))) return;
    setOrder("");
    setNote("");
    setTried(false);
  };
  const box = (name: string, problem: string | null) => ({
    htmlFor: `${id}-${name}`,
    messageId: `${id}-${name}-m`,
    required: true,
    problem,
    warning: null,
  });
  return (
    <form
      className={`side-card ${css.form}`}
      data-testid="suspension-form"
      aria-labelledby={`${id}-title`}
      noValidate
      onSubmit={(event) => void keep(event)}
    >
      <h2 id={`${id}-title`} className="card-title">
        {t("suspension.record")}
      </h2>
      <FieldBox {...box("utility", null)} label={t("suspension.utility")}>
        <select
          id={`${id}-utility`}
          className="select"
          value={utility}
          onChange={(event) => setUtility(event.target.value)}
        >
          {register.utilities.map((one) => (
            <option key={one.id} value={one.id}>
              {pick(one.label)}
            </option>
          ))}
        </select>
      </FieldBox>
      <FieldBox {...box("step", refusal === null ? null : pick(refusal))} label={t("suspension.step")}>
        <select
          id={`${id}-step`}
          className="select"
          value={step}
          aria-invalid={refusal !== null}
          aria-describedby={`${id}-step-m`}
          onChange={(event) => setStep(SUSPENSION_STEPS.find((one) => one === event.target.value) ?? step)}
        >
          {SUSPENSION_STEPS.map((one) => (
            <option key={one} value={one}>
              {pick(STEP_NAMES[one])}
            </option>
          ))}
        </select>
      </FieldBox>
      <FieldBox {...box("order", wanting(order))} label={t("suspension.order")}>
        <input
          id={`${id}-order`}
          className="input"
          maxLength={100}
          autoComplete="off"
          value={order}
          aria-describedby={`${id}-order-m`}
          aria-invalid={wanting(order) !== null}
          onChange={(event) => setOrder(event.target.value)}
        />
      </FieldBox>
      <FieldBox {...box("from", wanting(from))} label={t("suspension.from")}>
        <DateField
          id={`${id}-from`}
          path="suspension.from"
          value={from}
          onChange={setFrom}
          invalid={wanting(from) !== null}
          describedBy={`${id}-from-m`}
          required
        />
      </FieldBox>
      <FieldBox {...box("note", null)} required={false} label={t("suspension.note")}>
        <textarea
          id={`${id}-note`}
          className="textarea"
          rows={2}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </FieldBox>
      <Button type="primary" htmlType="submit" disabled={busy}>
        {t("suspension.keep")}
      </Button>
    </form>
  );
}
