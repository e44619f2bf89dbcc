import { type OnBehalfFigures, rateText } from "#shared/case/on-behalf-figures.ts";
import type { ChainHealth } from "#shared/contract/day-summary.ts";
import { ReceptionList } from "#renderer/features/intake/reception/ReceptionList.tsx";
import { ReadinessList } from "#renderer/features/printing/printers/ReadinessList.tsx";
import { useAct } from "#renderer/host/use-act.ts";
import { useText } from "#renderer/lib/text.ts";
import { hourText } from "#renderer/lib/time-text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { DaySummaryBar } from "./DaySummaryBar.tsx";
import { DaySummaryTable } from "./DaySummaryTable.tsx";
import { DaySummaryTotals } from "./DaySummaryTotals.tsx";
import { filterDaySummary, useDaySummary, useDaySummaryStore } from "./day-summary-store.ts";
import css from "./day-summary.module.css";

/** One line on the audit log: how far it was verified and whether it holds; nothing while it is empty. */
function ChainLine({ chain: { upTo, checkedAt, brokenAt } }: { chain: ChainHealth }) {
  const t = useText();
  if (brokenAt !== null)
    return (
      <p className={`${css.chainLine} ${css.chainBroken}`} data-testid="audit-line">
        ✗ {t("daySummary.auditBroken", { seq: brokenAt, n: upTo })}
      </p>
    );
  if (upTo === 0) return null;
  if (checkedAt === null)
    return (
      <p className={css.chainLine} data-testid="audit-line">
        {t("daySummary.auditChecking", { n: upTo })}
      </p>
    );
  return (
    <p className={css.chainLine} data-testid="audit-line">
      ✓ {t("daySummary.auditWhole", { n: upTo, time: hourText(checkedAt) })}
    </p>
  );
}

/** The day's help on behalf (响应率、解决率、满意度); renders nothing without requests. */
function OnBehalfLine({ figures }: { figures: OnBehalfFigures }) {
  const t = useText();
  const [response, resolution] = [rateText(figures.responsePermille), rateText(figures.resolutionPermille)];
  if (response === null || resolution === null) return null;
  return (
    <p className={css.onBehalf}>
      <strong>{t("onBehalf.title")}</strong>{" "}
      <span className="number">{t("onBehalf.requests", { n: figures.requests })}</span> ·{" "}
      <span className="number">{t("onBehalf.response", { rate: response })}</span> ·{" "}
      <span className="number">{t("onBehalf.resolution", { rate: resolution })}</span> · {t("onBehalf.satisfaction")}
      {figures.fewRequests && <span className={css.onBehalfFew}>{t("onBehalf.few")}</span>}
    </p>
  );
}

/** One day: its totals, then every application with its case owner and deadlines. */
export function DaySummaryPage({
  onOpen,
  onCallbacks,
}: {
  onOpen: (id: string) => void;
  /** Opens the hall's callbacks. */ onCallbacks: () => void;
}) {
  const t = useText();
  const { filter, words } = useDaySummaryStore();
  const day = useDaySummary();
  const exporting = useAct();
  const view = day.data;
  const shown = view === null ? [] : filterDaySummary(view.lines, filter, words);
  return (
    <main className="page" data-testid="page">
      <h1 className="visually-hidden">{t("supervisor.daySummary")}</h1>
      <DaySummaryBar day={day} exporting={exporting} />
      {exporting.problem !== null && <ProblemNote problem={exporting.problem} onClose={exporting.clear} />}
      <ReadNote read={day} />
      {view !== null && (
        <>
          <ReadinessList lines={view.readiness ?? []} />
          <DaySummaryTotals view={view} onCallbacks={onCallbacks} />
          <ChainLine chain={view.audit} />
          <OnBehalfLine figures={view.onBehalf} />
          {shown.length === 0 ? (
            <p className="empty-list" data-testid="empty-list">
              {t(view.lines.length === 0 ? "daySummary.none" : "daySummary.noMatch")}
            </p>
          ) : (
            <DaySummaryTable on={view.on} lines={shown} onOpen={onOpen} />
          )}
          <ReceptionList lines={view.receptions} />
        </>
      )}
      {view === null && day.problem === null && (
        <p className="empty-list" data-testid="empty-list">
          {t("common.loading")}
        </p>
      )}
    </main>
  );
}
