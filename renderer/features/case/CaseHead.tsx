import { useEffect, useRef, type ReactNode } from "react";
import { usePick, useText } from "#renderer/strings/text.ts";
import { DispatchList } from "#renderer/features/roster/DispatchList.tsx";
import { EarlierLink } from "#renderer/features/service/EarlierLink.tsx";
import { CaseFacts } from "./CaseFacts.tsx";
import type { ShownCase } from "./case-store.ts";
import { LateSignersNote } from "./LateSignersNote.tsx";

/** Which case it is, where it stands, who answers for it, and who is late. */
export function CaseHead({ shown, children }: { shown: ShownCase; children?: ReactNode }) {
  const t = useText();
  const pick = usePick();
  const { view, application } = shown;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section className="card case-head" aria-labelledby="case-title">
      <h1 id="case-title" ref={title} tabIndex={-1} className="case-title">
        <span className="visually-hidden">{t("case.title")}</span>
        <span className="accepted-number case-number number">{application.acceptanceNumber}</span>
        <span className={`case-status case-status-${view.state.status}`}>
          <span className="visually-hidden">{t("case.status")} </span>
          {pick(view.status)}
        </span>
        {application.elsewhere !== undefined && (
          <span className="case-elsewhere">{t("case.elsewhere", { window: application.elsewhere.window })}</span>
        )}
      </h1>
      <EarlierLink profile={shown.profile} content={application.content} />
      <p className="case-soft number">
        {t("case.record", { version: view.version, rules: application.profileVersion })}
      </p>
      <p>
        {t("application.dutyHolder")} <strong>{application.dutyHolder.name}</strong> {application.dutyHolder.phone}{" "}
        {application.dutyHolder.organisation}
        {application.lead !== null && (
          <span className="case-lead">
            {t("application.lead")} {pick(application.lead)}
          </span>
        )}
      </p>
      {view.lateSigners !== null && <LateSignersNote late={view.lateSigners} />}
      <DispatchList dispatches={application.dispatches} />
      <CaseFacts shown={shown} />
      {children}
    </section>
  );
}
