import { type ReactNode, useEffect, useRef } from "react";
import { isClockDoubted } from "#shared/case/clock-warning.ts";
import { statusLabel } from "#shared/case/case-status.ts";
import { departmentName } from "#shared/case/signers.ts";
import type { LateSigners } from "#shared/case/late-signers.ts";
import { PreviousApplicationLink } from "#renderer/features/records/PreviousApplicationLink.tsx";
import { AssignmentList } from "#renderer/features/roster/Assignments.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { Fact } from "./Fact.tsx";
import { ApprovalResults, NotInvolved } from "./ApprovalFacts.tsx";
import type { ShownCase } from "./use-case.ts";
import caseCss from "./case.module.css";
import actsCss from "#renderer/features/cases/acts/acts.module.css";

/** What stands about the case: survey day, tolerated items, letters, opinions, results of approval, connections. */
function CaseFacts({ shown: { view, profile } }: { shown: ShownCase }) {
  const t = useText();
  const pick = usePick();
  const { state } = view;
  const name = (id: string): string => {
    const label = profile.utilities.find((utility) => utility.id === id)?.label;
    return label === undefined ? id : pick(label);
  };
  const { tolerance } = state;
  const overdue = tolerance !== null && tolerance.ended === null && tolerance.dueOn < view.today;
  return (
    <dl className={caseCss.facts} data-testid="case-facts">
      {state.surveyOn !== null && (
        <Fact name={t("case.surveyOn")}>
          <li className="number">{state.surveyOn}</li>
        </Fact>
      )}
      {tolerance !== null && (
        <Fact name={t("case.tolerance")}>
          {tolerance.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
          <li className={overdue ? actsCss.bad : "soft"}>
            {tolerance.ended === null
              ? t("case.toleranceDue", { date: tolerance.dueOn })
              : t(tolerance.ended === "settled" ? "case.toleranceSettled" : "case.toleranceLapsed")}
            {overdue && ` ✕ ${t("case.toleranceOverdue")}`}
          </li>
        </Fact>
      )}
      {state.letters.length > 0 && (
        <Fact name={t("case.letters")}>
          {state.letters.map((letter) => (
            <li key={`${letter.utility} ${letter.signedOn} ${letter.voided?.at ?? ""}`}>
              {t("case.letterSigned", {
                utility: name(letter.utility),
                promisor: letter.promisor,
                date: letter.signedOn,
              })}
              {letter.voided !== null && (
                <strong className={actsCss.bad}>
                  {" "}
                  ✕ {t("case.letterVoid", { date: momentText(letter.voided.at), why: letter.voided.why })}
                </strong>
              )}
            </li>
          ))}
        </Fact>
      )}
      {state.opinions.length > 0 && (
        <Fact name={t("case.opinions")}>
          {state.opinions.map((opinion) => (
            <li key={opinion.signer}>
              {pick(departmentName(profile, opinion.signer))}{" "}
              <strong>{t(opinion.agrees ? "case.agrees" : "case.disagrees")}</strong>{" "}
              <span className="number">{opinion.signedOn}</span> {opinion.text}
              {opinion.reason !== undefined && ` ${t("act.unlistedReason")}: ${opinion.reason}`}
            </li>
          ))}
        </Fact>
      )}
      <NotInvolved view={view} profile={profile} />
      <ApprovalResults view={view} />
      {state.connected.length > 0 && (
        <Fact name={state.change === true ? pick(statusLabel("connected", state)) : t("case.connected")}>
          {state.connected.map((done) => (
            <li key={done.utility}>
              {name(done.utility)} <span className="number">{done.on}</span>
            </li>
          ))}
        </Fact>
      )}
    </dl>
  );
}

/** Names the departments whose opinion is still missing when the joint approval is due. */
function LateSignersNote({ late }: { late: LateSigners }) {
  const t = useText();
  const pick = usePick();
  const who = late.named ? late.signers.map(pick).join(t("common.listComma")) : t("case.lateUnnamed");
  return (
    <p className={`${caseCss.lateSigners} ${caseCss[`late-is-${late.state}`]}`} data-testid="late-signers">
      <span aria-hidden="true">{late.state === "overdue" ? "✕ " : "! "}</span>
      {t(late.state === "overdue" ? "case.lateOver" : "case.lateToday", { deadline: pick(late.deadline) })}
      <strong>{who}</strong>
    </p>
  );
}

/** Which case it is, where it stands, who answers for it, and who is late. */
export function CaseHead({ shown, children }: { shown: ShownCase; children?: ReactNode }) {
  const t = useText();
  const pick = usePick();
  const { view, application } = shown;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section className={`card ${caseCss.head}`} data-testid="case-head" aria-labelledby="case-title">
      <h1 id="case-title" ref={title} tabIndex={-1} className={caseCss.title}>
        <span className="visually-hidden">{t("case.title")}</span>
        <span className={`${caseCss.number} number`} data-testid="case-number">
          {application.acceptanceNumber}
        </span>
        <span className={`${caseCss.status} ${caseCss[`status-is-${view.state.status}`]}`} data-testid="case-status">
          <span className="visually-hidden">{t("case.status")} </span>
          {pick(view.status)}
        </span>
        {isClockDoubted(application.warnings) && <span className="work-mark">{t("systemClock.title")}</span>}
        {application.remote !== undefined && (
          <span className={caseCss.remote} data-testid="case-remote">
            {t("case.remote", { window: application.remote.window })}
          </span>
        )}
      </h1>
      <PreviousApplicationLink profile={shown.profile} content={application.content} />
      <p className="soft number">{t("case.record", { version: view.version, rules: application.profileVersion })}</p>
      <p>
        {t("application.dutyHolder")} <strong>{application.dutyHolder.name}</strong> {application.dutyHolder.phone}{" "}
        {application.dutyHolder.organisation}
        {application.lead !== null && (
          <span className={caseCss.lead}>
            {t("application.lead")} {pick(application.lead)}
          </span>
        )}
      </p>
      {view.lateSigners !== null && <LateSignersNote late={view.lateSigners} />}
      <AssignmentList assignments={application.assignments} />
      <CaseFacts shown={shown} />
      {children}
    </section>
  );
}
