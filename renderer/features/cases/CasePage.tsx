import { Button } from "antd";
import { Opening } from "#renderer/ui/Opening.tsx";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { useText } from "#renderer/lib/text.ts";
import { useApplicationStore } from "#renderer/features/records/application-store.ts";
import { DeadlinePanel } from "#renderer/features/rules/DeadlinePanel.tsx";
import { CallbackList } from "./callbacks/CallbackList.tsx";
import { HandoverForm } from "./handovers/HandoverForm.tsx";
import { MaterialsPanel } from "#renderer/features/records/materials/MaterialsPanel.tsx";
import { PrintPanel } from "#renderer/features/printing/jobs/PrintPanel.tsx";
import { RoutePanel } from "#renderer/features/rules/RoutePanel.tsx";
import { CaseActs } from "./acts/CaseActs.tsx";
import { CaseHead } from "./CaseHead.tsx";
import { CaseTimeline } from "./CaseTimeline.tsx";
import { RouteChanges } from "./RouteChanges.tsx";
import { useCase } from "./use-case.ts";
import css from "./case.module.css";

/** A case after acceptance, at the counter: possible acts, history, documents, routes and deadlines. */
export function CasePage({ id, onNext }: { id: string; onNext: () => void }) {
  const t = useText();
  const { read, acts } = useCase(id);
  const { fresh, leave } = useApplicationStore();
  const shown = read.data;
  if (shown === null) return read.problem === null ? <Opening bare /> : <ReadNote read={read} />;
  const { application, profile, view } = shown;
  const { state } = view;
  const without = state.utilities.filter((utility) => !state.facts.some((line) => line.utility === utility));
  return (
    <main className="columns">
      <div className="main-column" data-testid="main-column">
        <CaseHead shown={shown}>
          <div className={css.leave}>
            <Button onClick={onNext}>
              {t("application.next")} <kbd>Alt+N</kbd>
            </Button>
            {!fresh && (
              <Button onClick={leave}>
                {t("application.back")} <kbd>Esc</kbd>
              </Button>
            )}
          </div>
        </CaseHead>
        <CaseActs shown={shown} read={read} acts={acts} />
        <CallbackList key={`callbacks ${application.id}`} scope={{ applicationId: application.id }} onOpen={null} />
        <HandoverForm
          key={application.id}
          applicationId={application.id}
          version={application.version}
          holder={application.dutyHolder}
        />
        <PrintPanel application={application} profile={profile} />
        <MaterialsPanel applicationId={application.id} />
        <CaseTimeline shown={shown} />
      </div>
      <aside className="side-column" data-testid="side-column" aria-label={t("route.title")}>
        <section className="side-card" data-testid="side-card" aria-labelledby="case-changes">
          <h2 id="case-changes" className="card-title">
            {t("case.changesSince")}
          </h2>
          {view.changes.length === 0 ? (
            <p className="side-empty">{t("case.changesNone")}</p>
          ) : (
            <RouteChanges changes={view.changes} profile={profile} />
          )}
        </section>
        <RoutePanel
          profile={profile}
          utilities={state.utilities}
          without={without}
          decisions={state.routes}
          lines={state.facts}
          active={null}
        />
        <DeadlinePanel deadlines={application.deadlines} />
      </aside>
    </main>
  );
}
