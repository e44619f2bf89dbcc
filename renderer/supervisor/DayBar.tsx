import { Button } from "antd";
import { useState } from "react";
import { addDays, LocalDate } from "#shared/time.ts";
import { DateField } from "#renderer/features/form/DateField.tsx";
import { useText } from "#renderer/strings/text.ts";
import { hourText } from "#renderer/strings/time-text.ts";
import { useDayStore } from "./day-store.ts";
import { ExportButtons } from "./ExportButtons.tsx";
import "#renderer/features/form/fields.css";

/** Which day, when it was read, and the ledger's export. */
export function DayBar() {
  const t = useText();
  const { on, view, readAt, read, choose } = useDayStore();
  const shown = on ?? view?.on ?? "";
  // What is being typed, until it is a day.
  const [draft, setDraft] = useState<string | null>(null);
  const typed = draft ?? shown;
  const wrong = typed.length >= 10 && !LocalDate.safeParse(typed).success;
  const type = (text: string): void => {
    const whole = LocalDate.safeParse(text).success;
    setDraft(whole ? null : text);
    if (whole && text !== shown) choose(text);
  };
  const goTo = (day: LocalDate | null): void => {
    setDraft(null);
    choose(day);
  };
  const step = (days: number): void => {
    if (shown !== "") goTo(addDays(shown, days));
  };
  return (
    <div className="day-bar">
      <label htmlFor="day-on">{t("day.date")}</label>
      <span className="day-date">
        <DateField id="day-on" path="day.on" value={typed} onChange={type} invalid={wrong} describedBy="day-on-m" />
      </span>
      <Button onClick={() => step(-1)} disabled={shown === ""}>
        ‹ {t("day.previous")}
      </Button>
      <Button onClick={() => goTo(null)} disabled={on === null}>
        {t("day.today")}
      </Button>
      <Button onClick={() => step(1)} disabled={shown === ""}>
        {t("day.following")} ›
      </Button>
      <Button onClick={() => void read()}>{t("day.refresh")}</Button>
      <span id="day-on-m" className={wrong ? "field-problem" : "day-read number"} aria-live="polite">
        {wrong ? `✕ ${t("day.badDate")}` : readAt === null ? "" : t("day.readAt", { time: hourText(readAt) })}
      </span>
      <ExportButtons />
    </div>
  );
}
