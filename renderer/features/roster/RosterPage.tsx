import { useCall } from "#renderer/host/query.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { AuthorityForm } from "./AuthorityForm.tsx";
import { AuthorityTable } from "./AuthorityTable.tsx";
import { SpecialistForm } from "./SpecialistForm.tsx";
import { SpecialistTable } from "./SpecialistTable.tsx";
import { WindowForm } from "./WindowForm.tsx";
import { useRosterAct } from "./use-roster-act.ts";
import css from "./roster.module.css";

/** The roster (名册): who may accept which utility, who gets its work, and whose window this is. */
export function RosterPage({ profileId }: { profileId: string }) {
  const t = useText();
  const pick = usePick();
  const read = useCall("roster.get", { profileId });
  const acting = useRosterAct(profileId);
  const roster = read.data;
  const shared = roster?.utilities.filter((utility) => utility.shared) ?? [];
  return (
    <main className="page page-narrow" data-testid="page">
      <h1 className="page-title">{t("roster.title")}</h1>
      {acting.problem !== null && <ProblemNote problem={acting.problem} />}
      <ReadNote read={read} />
      {roster === null && read.problem === null && (
        <p className="empty-list" data-testid="empty-list">
          {t("common.loading")}
        </p>
      )}
      {roster !== null && (
        <>
          <section className={css.part} aria-labelledby="roster-authorities">
            <div className={css.list}>
              <h2 id="roster-authorities" className={css.heading}>
                {t("roster.authorities")}
              </h2>
              <p className="soft-line">{t("roster.authoritiesHint")}</p>
              {shared.length > 0 && (
                <p className={css.shared}>
                  {t("roster.shared", {
                    utilities: shared.map(({ label }) => pick(label)).join(t("common.listComma")),
                  })}
                </p>
              )}
              <AuthorityTable profileId={profileId} roster={roster} acting={acting} />
            </div>
            <AuthorityForm profileId={profileId} roster={roster} acting={acting} />
          </section>
          <section className={css.part} aria-labelledby="roster-specialists">
            <div className={css.list}>
              <h2 id="roster-specialists" className={css.heading}>
                {t("roster.specialists")}
              </h2>
              {roster.specialistRule !== null && (
                <p className="quote-line">
                  <q lang="zh-CN">{roster.specialistRule.quote}</q> {roster.specialistRule.clause}
                </p>
              )}
              <p className="soft-line">
                {t("roster.specialistsHint")} {roster.specialistRule?.hasLimit !== true && t("roster.noLimit")}{" "}
                {roster.specialists.some(({ centreVersion }) => centreVersion !== undefined) &&
                  t("roster.ofCentreHint")}
              </p>
              <SpecialistTable profileId={profileId} roster={roster} acting={acting} />
            </div>
            <SpecialistForm profileId={profileId} roster={roster} acting={acting} />
          </section>
          <section aria-labelledby="roster-window">
            <h2 id="roster-window" className={css.heading}>
              {t("roster.windowTitle")}
            </h2>
            <WindowForm key={roster.windowOrganisation} profileId={profileId} roster={roster} acting={acting} />
          </section>
        </>
      )}
    </main>
  );
}
