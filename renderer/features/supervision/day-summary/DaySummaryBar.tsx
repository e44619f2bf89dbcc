import { Button } from "antd";
import { useState } from "react";
import type { DaySummaryView } from "#shared/contract/day-summary.ts";
import { addDays, LocalDate } from "#shared/time/instant.ts";
import { ask } from "#renderer/host/host.ts";
import type { Read } from "#renderer/host/query.ts";
import type { Acting } from "#renderer/host/use-act.ts";
import { saveFile } from "#renderer/lib/files.ts";
import { useText } from "#renderer/lib/text.ts";
import { hourText } from "#renderer/lib/time-text.ts";
import { DateField } from "#renderer/ui/DateField.tsx";
import { useDaySummaryStore } from "./day-summary-store.ts";
import css from "./day-summary.module.css";

type Props = { day: Read<DaySummaryView>; exporting: Acting };

/** Saves the day's ledger as a file, always the whole day regardless of filters. */
function ExportButtons({ day: { data: view }, exporting: { busy, run } }: Props) {
  const t = useText();
  const [said, setSaid] = useState("");
  const save = async (format: "xlsx" | "csv"): Promise<void> => {
    if (view === null) return;
    setSaid("");
    await run(async () => {
      const file = await ask("ledger.export", { on: view.on, format });
      saveFile(file.fileName, file.mime, file.base64);
      setSaid(t("daySummary.exported", { file: file.fileName, n: file.rows }));
    });
  };
  return (
    <fieldset className={css.export} aria-label={t("daySummary.export")}>
      <output className={css.exported} data-testid="day-summary-exported">
        {busy ? t("daySummary.exporting") : said}
      </output>
      <Button type="primary" disabled={busy || view === null} onClick={() => void save("xlsx")}>
        {t("daySummary.exportXlsx")}
      </Button>
      <Button disabled={busy || view === null} onClick={() => void save("csv")}>
        {t("daySummary.exportCsv")}
      </Button>
    </fieldset>
  );
}

/** The day, the time it was read, and the ledger's export. */
export function DaySummaryBar({ day, exporting }: Props) {
  const t = useText();
  const { on, choose } = useDaySummaryStore();
  const { data: view, readAt, again } = day;
  const shown = on ?? view?.on ?? "";
  // The typed text until it is a valid day.
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
    <div className={css.bar}>
      <label htmlFor="day-on">{t("daySummary.date")}</label>
      <span className={css.date}>
        <DateField id="day-on" path="day.on" value={typed} onChange={type} invalid={wrong} describedBy="day-on-m" />
      </span>
      <Button onClick={() => step(-1)} disabled={shown === ""}>
        ‹ {t("daySummary.previous")}
      </Button>
      <Button onClick={() => goTo(null)} disabled={on === null}>
        {t("daySummary.today")}
      </Button>
      <Button onClick={() => step(1)} disabled={shown === ""}>
        {t("daySummary.following")} ›
      </Button>
      <Button onClick={again}>{t("daySummary.refresh")}</Button>
      <span id="day-on-m" className={wrong ? "field-problem" : `${css.read} number`} aria-live="polite">
        {wrong && `✕ ${t("daySummary.badDate")}`}
        {!wrong && readAt !== null && t("daySummary.readAt", { time: hourText(readAt) })}
      </span>
      <ExportButtons day={day} exporting={exporting} />
    </div>
  );
}
