import type { DaySummaryView } from "#shared/contract/day-summary.ts";
import { ROUTES } from "#shared/profile/routing-rules.ts";
import { RouteTag } from "#renderer/features/rules/RouteTag.tsx";
import { useText } from "#renderer/lib/text.ts";
import { useDaySummaryStore } from "./day-summary-store.ts";
import type { DaySummaryFilter } from "./day-summary-store.ts";

/** The day's figures; each is also the filter that shows its applications. */
export function DaySummaryTotals({ view, onCallbacks }: { view: DaySummaryView; onCallbacks: () => void }) {
  const t = useText();
  const { filter, words, setFilter, setWords } = useDaySummaryStore();
  const { totals } = view;
  const figures: { id: DaySummaryFilter; label: string; count: number }[] = [
    { id: "all", label: t("daySummary.all"), count: totals.accepted },
    { id: "overdue", label: t("daySummary.overdue"), count: totals.overdue },
    { id: "due-today", label: t("daySummary.dueToday"), count: totals.dueToday },
    { id: "unsynced", label: t("daySummary.unsynced"), count: totals.unsynced },
  ];
  return (
    <section className="day-totals" aria-label={t("daySummary.totals")}>
      <fieldset className="day-figures" aria-label={t("daySummary.filterBy")}>
        {figures.map((figure) => (
          <button
            key={figure.id}
            type="button"
            className={`day-figure ${figure.count > 0 ? `day-figure-${figure.id}` : ""}`}
            aria-pressed={figure.id === filter}
            onClick={() => setFilter(figure.id)}
          >
            <strong className="number">{figure.count}</strong> {figure.label}
          </button>
        ))}
      </fieldset>
      {totals.callbacks.open > 0 && (
        <button
          type="button"
          className={`day-figure ${totals.callbacks.overdue > 0 ? "day-figure-overdue" : ""}`}
          onClick={onCallbacks}
        >
          <strong className="number">{totals.callbacks.open}</strong> {t("callback.dayTotals")}
          {totals.callbacks.overdue > 0 && (
            <span className="number"> · {t("callback.dayOverdue", { n: totals.callbacks.overdue })}</span>
          )}
        </button>
      )}
      <ul className="day-routes" aria-label={t("daySummary.byRoute")}>
        {[...ROUTES, "none" as const].map((route) => {
          const count = totals.byRoute[route] ?? 0;
          return count === 0 ? null : (
            <li key={route}>
              <RouteTag kind={route} label={route === "none" ? t("daySummary.noRoute") : t(`route.${route}`)} />{" "}
              <span className="number">{count}</span>
            </li>
          );
        })}
      </ul>
      <input
        className="input day-search"
        type="search"
        autoComplete="off"
        aria-label={t("daySummary.search")}
        placeholder={t("daySummary.search")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </section>
  );
}
