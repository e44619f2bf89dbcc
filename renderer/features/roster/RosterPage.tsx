import { useEffect } from "react";
import { followEvents } from "#renderer/host/events.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { AuthorityForm } from "./AuthorityForm.tsx";
import { AuthorityTable } from "./AuthorityTable.tsx";
import { SpecialistForm } from "./SpecialistForm.tsx";
import { SpecialistTable } from "./SpecialistTable.tsx";
import { WindowForm } from "./WindowForm.tsx";
import { useRosterStore } from "./roster-store.ts";
import "./roster.css";

/** The roster (名册): who may accept which utility, to whom its work is sent, and whose window this is. */
export function RosterPage({ profileId }: { profileId: string }) {
  const t = useText();
  const pick = usePick();
  const { roster, problem, read, refresh } = useRosterStore();
  useEffect(() => {
    void read(profileId);
    return followEvents(
      (event) => {
        if (event.kind === "roster.changed") void refresh(profileId);
      },
      () => void refresh(profileId),
    );
  }, [profileId, read, refresh]);
  const shared = roster?.utilities.filter((utility) => utility.shared) ?? [];
  return (
    <main className="supervisor-main supervisor-narrow">
      <h1 className="supervisor-title">{t("roster.title")}</h1>
      {problem !== null && (
        <ProblemNote problem={problem} onRetry={roster === null ? () => void read(profileId) : undefined} />
      )}
      {roster === null && problem === null && <p className="day-empty">{t("common.loading")}</p>}
      {roster !== null && (
        <>
          <section className="roster-part" aria-labelledby="roster-authorities">
            <div className="roster-list">
              <h2 id="roster-authorities" className="roster-heading">
                {t("roster.authorities")}
              </h2>
              <p className="day-soft">{t("roster.authoritiesHint")}</p>
              {shared.length > 0 && (
                <p className="roster-shared">
                  {t("roster.shared", {
                    utilities: shared.map(({ label }) => pick(label)).join(t("common.listComma")),
                  })}
                </p>
              )}
              <AuthorityTable profileId={profileId} roster={roster} />
            </div>
            <AuthorityForm profileId={profileId} roster={roster} />
          </section>
          <section className="roster-part" aria-labelledby="roster-specialists">
            <div className="roster-list">
              <h2 id="roster-specialists" className="roster-heading">
                {t("roster.specialists")}
              </h2>
              {roster.specialistRule !== null && (
                <p className="reading-quote">
                  <q lang="zh-CN">{roster.specialistRule.quote}</q> {roster.specialistRule.clause}
                </p>
              )}
              <p className="day-soft">
                {t("roster.specialistsHint")} {roster.specialistRule?.hasLimit !== true && t("roster.noLimit")}{" "}
                {roster.specialists.some(({ centreVersion }) => centreVersion !== undefined) &&
                  t("roster.ofCentreHint")}
              </p>
              <SpecialistTable profileId={profileId} roster={roster} />
            </div>
            <SpecialistForm profileId={profileId} roster={roster} />
          </section>
          <section aria-labelledby="roster-window">
            <h2 id="roster-window" className="roster-heading">
              {t("roster.windowTitle")}
            </h2>
            <WindowForm key={roster.windowOrganisation} profileId={profileId} roster={roster} />
          </section>
        </>
      )}
    </main>
  );
}
