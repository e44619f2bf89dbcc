import type { DaySummaryView } from "#shared/contract/day-summary.ts";
import { ROUTES } from "#shared/profile/routing-rules.ts";
import { RouteTag } from "#renderer/features/rules/RouteTag.tsx";
import { useText } from "#renderer/lib/text.ts";
import { useDaySummaryStore } from "./day-summary-store.ts";
import type { DaySummaryFilter } from "./day-summary-store.ts";
import css from "./day-summary.module.css";

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
    <section className={css.totals} aria-label={t("daySummary.totals")}>
      <fieldset className={css.figures} aria-label={t("daySummary.filterBy")}>
        {figures.map((figure) => (
          <button
            key={figure.id}
            type="button"
            className={`${css.figure} ${figure.count > 0 ? css[`figure-is-${figure.id}`] : ""}`}
            data-testid="day-summary-figure"
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
          className={`${css.figure} ${totals.callbacks.overdue > 0 ? css["figure-is-overdue"] : ""}`}
          data-testid="day-summary-figure"
          onClick={onCallbacks}
        >
          <strong className="number">{totals.callbacks.open}</strong> {t("callback.dayTotals")}
          {totals.callbacks.overdue > 0 && (
            <span className="number"> · {t("callback.dayOverdue", { n: totals.callbacks.overdue })}</span>
          )}
        </button>
      )}
      <ul className={css.routes} aria-label={t("daySummary.byRoute")}>
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
        className={`input ${css.search}`}
        data-testid="day-summary-search"
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
