import { useEffect } from "react";
import { ReadinessList } from "#renderer/features/printer/ReadinessList.tsx";
import { onNews } from "#renderer/shell/news-store.ts";
import { ChainLine } from "#renderer/features/health/ChainLine.tsx";
import { ProblemNote } from "#renderer/shell/ProblemNote.tsx";
import { useText } from "#renderer/strings/text.ts";
import { DayBar } from "./DayBar.tsx";
import { useDayStore } from "./day-store.ts";
import { DayTable } from "./DayTable.tsx";
import { DayTotals } from "./DayTotals.tsx";
import { filterDay } from "./filter-day.ts";
import { OnBehalfLine } from "./OnBehalfLine.tsx";
import { ReceptionList } from "./ReceptionList.tsx";

/** Clocks move on without news: the day is read again this often. */
const READ_EVERY_MS = 60_000;

/** One day: its totals, then every application with who answers for it and how its clocks stand. */
export function DayPage({
  onOpen,
  onCallbacks,
}: {
  onOpen: (id: string) => void;
  /** Goes where the hall's callbacks are listed. */ onCallbacks: () => void;
}) {
  const t = useText();
  const { view, problem, filter, words, read } = useDayStore();

  useEffect(() => {
    void read();
    const timer = setInterval(() => void read(), READ_EVERY_MS);
    const stop = onNews(
      (news) => {
        if (
          news.kind === "application.accepted" ||
          news.kind === "outbox.changed" ||
          news.kind === "printer.changed" ||
          news.kind === "health.changed" ||
          news.kind === "reception.given"
        )
          void read();
      },
      () => void read(),
    );
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [read]);

  const shown = view === null ? [] : filterDay(view.lines, filter, words);
  return (
    <main className="supervisor-main">
      <h1 className="visually-hidden">{t("supervisor.day")}</h1>
      <DayBar />
      {problem !== null && <ProblemNote problem={problem} onRetry={() => void read()} />}
      {view !== null && (
        <>
          <ReadinessList lines={view.readiness ?? []} />
          <DayTotals view={view} onCallbacks={onCallbacks} />
          <ChainLine chain={view.audit} />
          <OnBehalfLine figures={view.onBehalf} />
          {shown.length === 0 ? (
            <p className="day-empty">{t(view.lines.length === 0 ? "day.none" : "day.noMatch")}</p>
          ) : (
            <DayTable on={view.on} lines={shown} onOpen={onOpen} />
          )}
          <ReceptionList lines={view.receptions} />
        </>
      )}
      {view === null && problem === null && <p className="day-empty">{t("common.loading")}</p>}
    </main>
  );
}
