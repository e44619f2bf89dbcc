import { Drawer } from "antd";
import { useEffect, useState } from "react";
import type { Application } from "#shared/case/application.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { profileFor } from "#shared/profile/services.ts";
import { CasePanel } from "#renderer/features/cases/CasePanel.tsx";
import { DeadlinePanel } from "#renderer/features/rules/DeadlinePanel.tsx";
import { RoutePanel } from "#renderer/features/rules/RoutePanel.tsx";
import { AnswerList } from "#renderer/form/AnswerList.tsx";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";
import { useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { DetailFacts } from "./DetailFacts.tsx";
import css from "./detail.module.css";

/** Everyone who handled an application, in order (经办记录), with its case owner marked. */
function ContactChain({ application }: { application: Application }) {
  const t = useText();
  return (
    <section className="side-card" data-testid="side-card" aria-labelledby="contacts-title">
      <h2 id="contacts-title" className="card-title">
        {t("detail.contacts")}
      </h2>
      <ol className={css.contacts} data-testid="contacts">
        {application.contacts.map((contact) => (
          <li key={contact.seq}>
            <span className="soft-line">{t("detail.contactSeq", { n: contact.seq })}</span>
            <span>
              <strong>{contact.operatorName}</strong> {contact.organisation}
            </span>
            <span>{t(`channel.${contact.channel}`)}</span>
            <span className="number">{momentText(contact.at)}</span>
            <span className={css.contactDuty}>
              {contact.operatorId === application.dutyHolder.operatorId ? `✓ ${t("detail.isDuty")}` : ""}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

type Detail = { application: Application; profile: Profile };

/** One application in full: contact chain, route with reasons, deadlines, and the form. */
export function DetailDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const [detail, setDetail] = useState<Detail | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let gone = false;
    const read = async (): Promise<Detail> => {
      const application = await ask("application.get", { id });
      return {
        application,
        profile: profileFor(await ask("application.profile", { id: application.id }), application.content.service),
      };
    };
    read().then(
      (found) => {
        if (gone) return;
        setDetail(found);
        setProblem(null);
      },
      (thrown: unknown) => {
        if (!gone) setProblem(problemOf(thrown));
      },
    );
    return () => {
      gone = true;
    };
    // eslint-disable-next-line react/exhaustive-deps -- each attempt reads again
  }, [id, attempt]);

  return (
    <Drawer
      open
      size={820}
      onClose={onClose}
      title={detail === null ? t("common.loading") : t("detail.title", { number: detail.application.acceptanceNumber })}
    >
      {problem !== null && <ProblemNote problem={problem} onRetry={() => setAttempt((n) => n + 1)} />}
      {detail !== null && (
        <div className={css.detail} data-testid="detail">
          <CasePanel id={detail.application.id} />
          <DetailFacts application={detail.application} />
          <ContactChain application={detail.application} />
          <DeadlinePanel deadlines={detail.application.deadlines} />
          <RoutePanel
            profile={detail.profile}
            utilities={detail.application.content.utilities}
            without={detail.application.content.noOutsideLine}
            decisions={detail.application.routes}
            lines={detail.application.content.outsideLines}
            active={null}
          />
          <section className="side-card" data-testid="side-card" aria-labelledby="detail-answers">
            <h2 id="detail-answers" className="card-title">
              {t("detail.answers")}
            </h2>
            <AnswerList
              profile={detail.profile}
              utilities={detail.application.content.utilities}
              form={detail.application.content.form}
            />
          </section>
        </div>
      )}
    </Drawer>
  );
}
