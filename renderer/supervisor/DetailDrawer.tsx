import { Drawer } from "antd";
import { useEffect, useState } from "react";
import type { Application } from "#shared/application.ts";
import type { Problem } from "#shared/problem.ts";
import type { Profile } from "#shared/profile.ts";
import { AnswerList } from "#renderer/features/answers/AnswerList.tsx";
import { ClockPanel } from "#renderer/features/clock/ClockPanel.tsx";
import { RoutePanel } from "#renderer/features/route/RoutePanel.tsx";
import { profileFor } from "#shared/service.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ProblemNote } from "#renderer/shell/ProblemNote.tsx";
import { CasePanel } from "#renderer/features/case/CasePanel.tsx";
import { useText } from "#renderer/strings/text.ts";
import { ContactChain } from "./ContactChain.tsx";
import { DetailFacts } from "./DetailFacts.tsx";

type Detail = { application: Application; profile: Profile };

/** One application in full: who handled it, which route it takes and why, its clocks, and what was asked for. */
export function DetailDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const [detail, setDetail] = useState<Detail | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

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
        if (!gone) setDetail(found);
      },
      (thrown: unknown) => {
        if (!gone) setProblem(problemOf(thrown));
      },
    );
    return () => {
      gone = true;
    };
  }, [id]);

  return (
    <Drawer
      open
      size={820}
      onClose={onClose}
      title={detail === null ? t("common.loading") : t("detail.title", { number: detail.application.acceptanceNumber })}
    >
      {problem !== null && <ProblemNote problem={problem} />}
      {detail !== null && (
        <div className="detail">
          <CasePanel id={detail.application.id} />
          <DetailFacts application={detail.application} />
          <ContactChain application={detail.application} />
          <ClockPanel clocks={detail.application.clocks} />
          <RoutePanel
            profile={detail.profile}
            utilities={detail.application.content.utilities}
            without={detail.application.content.noOutsideLine}
            decisions={detail.application.routes}
            lines={detail.application.content.outsideLines}
            active={null}
          />
          <section className="side-card" aria-labelledby="detail-answers">
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
