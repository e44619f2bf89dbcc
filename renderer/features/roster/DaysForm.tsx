import { Button } from "antd";
import { useId, useState, type FormEvent } from "react";
import type { LocalDate } from "#shared/time/instant.ts";
import { useText } from "#renderer/lib/text.ts";
import { DateField } from "#renderer/ui/DateField.tsx";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { useFormKeys } from "#renderer/ui/use-form-keys.ts";
import css from "./roster.module.css";

type Props = {
  title: string;
  hint: string;
  today: LocalDate;
  /** Asks for a first day too; the last day may then stay open. */ asksStart: boolean;
  busy: boolean;
  onKeep: (startsOn: LocalDate, endsOn: LocalDate | null) => void;
  onLeave: () => void;
};

/** The small form below a roster line: its last day, or the days of an absence. Esc closes it. */
export function DaysForm({ title, hint, today, asksStart, busy, onKeep, onLeave }: Props) {
  const t = useText();
  const id = useId();
  const form = useFormKeys(true, onLeave);
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(asksStart ? "" : today);
  const [tried, setTried] = useState(false);
  const wanting = (value: string, may: boolean): string | null =>
    tried && !may && value.trim() === "" ? t("suspension.fill") : null;
  const keep = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (from.trim() === "" || (!asksStart && to.trim() === "")) return;
    onKeep(from, to.trim() === "" ? null : to);
  };
  const box = (name: string, required: boolean, problem: string | null) => ({
    htmlFor: `${id}-${name}`,
    messageId: `${id}-${name}-m`,
    required,
    problem,
    warning: null,
  });
  return (
    <form ref={form} className={css.days} data-testid="roster-days" aria-label={title} noValidate onSubmit={keep}>
      {asksStart && (
        <FieldBox {...box("from", true, wanting(from, false))} label={t("roster.from")}>
          <DateField
            id={`${id}-from`}
            path="roster.day.from"
            value={from}
            onChange={setFrom}
            invalid={wanting(from, false) !== null}
            describedBy={`${id}-from-m`}
            required
          />
        </FieldBox>
      )}
      <FieldBox {...box("to", !asksStart, wanting(to, asksStart))} label={t("roster.lastDay")}>
        <DateField
          id={`${id}-to`}
          path="roster.day.to"
          value={to}
          onChange={setTo}
          invalid={wanting(to, asksStart) !== null}
          describedBy={`${id}-to-m`}
          required={!asksStart}
        />
      </FieldBox>
      <Button type="primary" htmlType="submit" disabled={busy}>
        {title}
      </Button>
      <Button onClick={onLeave}>{t("common.cancel")}</Button>
      <p className="soft-line">{hint}</p>
    </form>
  );
}
