import { Button } from "antd";
import { useEffect, useRef } from "react";
import { PrintPanel } from "#renderer/features/printing/jobs/PrintPanel.tsx";
import { CopyNumber } from "#renderer/features/records/CopyNumber.tsx";
import { PreviousApplicationLink } from "#renderer/features/records/PreviousApplicationLink.tsx";
import { useApplication, useApplicationStore } from "#renderer/features/records/application-store.ts";
import { MaterialsPanel } from "#renderer/features/records/materials/MaterialsPanel.tsx";
import { AssignmentList } from "#renderer/features/roster/Assignments.tsx";
import { DeadlinePanel } from "#renderer/features/rules/DeadlinePanel.tsx";
import { RoutePanel } from "#renderer/features/rules/RoutePanel.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { Opening } from "#renderer/ui/Opening.tsx";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import css from "./ApplicationPage.module.css";

/** An accepted application: its number, its case owner, route, deadlines and documents. */
export function ApplicationPage({ id, onNext }: { id: string; onNext: () => void }) {
  const t = useText();
  const pick = usePick();
  const goOn = useApplicationStore((state) => state.goOn);
  const read = useApplication(id);
  const { data: application, profile } = read;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  if (application === null) return read.problem === null ? <Opening bare /> : <ReadNote read={read} />;
  const labels = application.content.utilities.map((id) => {
    const utility = profile?.utilities.find((one) => one.id === id);
    return utility === undefined ? id : pick(utility.label);
  });
  return (
    <main className="columns">
      <div className="main-column" data-testid="main-column">
        <section className={`card ${css.accepted}`} aria-labelledby="accepted-title">
          <h1 id="accepted-title" ref={title} tabIndex={-1} className={css.title}>
            <span>{t("application.accepted")}</span>
            <span className="visually-hidden">{t("application.number")}</span>
            <span className={`${css.number} number`} data-testid="accepted-number">
              {application.acceptanceNumber}
            </span>
          </h1>
          {profile !== null && <PreviousApplicationLink profile={profile} content={application.content} />}
          <CopyNumber number={application.acceptanceNumber} className={css.copy ?? ""} />
          <dl className={css.facts} data-testid="accepted-facts">
            <dt>{t("application.dutyHolder")}</dt>
            <dd>
              <strong>{application.dutyHolder.name}</strong> {application.dutyHolder.phone}{" "}
              {application.dutyHolder.organisation}
              <span className={css.why}>
                {pick(application.dutyHolder.reason)} {application.dutyHolder.clause}
              </span>
              {application.dutyHolder.otherwise?.map((text) => (
                <span key={text.zh} className={css.why}>
                  {pick(text)}
                </span>
              ))}
            </dd>
            {application.lead !== null && (
              <>
                <dt>{t("application.lead")}</dt>
                <dd>{pick(application.lead)}</dd>
              </>
            )}
            {application.assignments.length > 0 && (
              <>
                <dt>{t("assignment.title")}</dt>
                <dd>
                  <AssignmentList assignments={application.assignments} />
                </dd>
              </>
            )}
            <dt>{t("application.acceptedAt")}</dt>
            <dd className="number">{momentText(application.acceptedAt)}</dd>
            {application.jointCheck !== null && (
              <>
                <dt>{t("check.fact")}</dt>
                <dd>
                  {t("check.confirmed", {
                    name: application.jointCheck.confirmer,
                    time: momentText(application.jointCheck.confirmedAt),
                  })}{" "}
                  · {t(application.jointCheck.signatureHash === null ? "check.unsigned" : "check.signed")}
                </dd>
              </>
            )}
            <dt>{t("application.utilities")}</dt>
            <dd>{labels.join(t("common.listComma"))}</dd>
            {application.warnings.length > 0 && (
              <>
                <dt>{t("application.warnings")}</dt>
                <dd>
                  <ul className={css.warnings}>
                    {application.warnings.map((warning) => (
                      <li key={`${warning.path} ${warning.message.zh}`}>! {pick(warning.message)}</li>
                    ))}
                  </ul>
                </dd>
              </>
            )}
          </dl>
          <div className={css.acts}>
            <Button type="primary" size="large" onClick={onNext}>
              {t("application.next")} <kbd>Alt+N</kbd>
            </Button>
            <Button size="large" onClick={goOn}>
              {t("case.open")}
            </Button>
          </div>
        </section>
        <ReadNote read={read} />
        <PrintPanel application={application} profile={profile} />
        <MaterialsPanel applicationId={application.id} />
      </div>
      <aside className="side-column" data-testid="side-column" aria-label={t("route.title")}>
        {profile !== null && (
          <RoutePanel
            profile={profile}
            utilities={application.content.utilities}
            without={application.content.noOutsideLine}
            decisions={application.routes}
            lines={application.content.outsideLines}
            active={null}
          />
        )}
        <DeadlinePanel deadlines={application.deadlines} />
      </aside>
    </main>
  );
}
