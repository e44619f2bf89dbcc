import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";
import { SlipStatus } from "./SlipStatus.tsx";
import { useScreenTitle } from "./use-screen-title.ts";
import { useVisitStore } from "./visit-store.ts";

/** The end of a visit: the number, who answers for it, what happens next, and the slip. */
export function DoneScreen({ idleLeft, onEnd }: { idleLeft: number; onEnd: () => void }) {
  const t = useText();
  const pick = usePick();
  const { application, profile } = useVisitStore();
  const title = useScreenTitle();
  if (application === null || profile === null) return null;
  const dated = application.clocks.filter((clock) => clock.dueAt !== null);
  // A visitor measures nothing, so every outside line is still to be surveyed.
  const routes = [...new Set(application.routes.map((decision) => t(`route.${decision.route}`)))];
  return (
    <div className="kiosk-main">
      <main className="kiosk-scroll kiosk-done">
        <h1 ref={title} tabIndex={-1}>
          ✓ {t("kiosk.doneTitle")}
        </h1>
        <section className="kiosk-number" aria-label={t("kiosk.number")}>
          <span>{t("kiosk.number")}</span>
          <strong className="number">{application.acceptanceNumber}</strong>
          <span>{t("kiosk.numberHint")}</span>
        </section>
        <div className="kiosk-done-columns">
          <div>
            <section aria-labelledby="done-duty">
              <h2 id="done-duty">{t("kiosk.duty")}</h2>
              <p className="kiosk-duty">
                <strong>{application.dutyHolder.name}</strong>{" "}
                <span className="number">{application.dutyHolder.phone}</span>
              </p>
              <p>{application.dutyHolder.organisation}</p>
              <p className="kiosk-soft">{t("kiosk.dutyHint")}</p>
            </section>
            <section aria-labelledby="done-next">
              <h2 id="done-next">{t("kiosk.nextTitle")}</h2>
              <ol className="kiosk-next">
                {routes.length > 0 && <li>{t("kiosk.nextSurvey")}</li>}
                {routes.length > 0 && <li>{t("kiosk.nextRoute", { route: routes.join(t("answers.comma")) })}</li>}
                {dated.map((clock) => (
                  <li key={clock.clock}>
                    {t("kiosk.nextClock", {
                      name: pick(clock.label),
                      date: clock.dueAt === null ? "" : momentText(clock.dueAt),
                    })}
                  </li>
                ))}
                <li>{t("kiosk.nextPaper")}</li>
              </ol>
            </section>
          </div>
          <SlipStatus applicationId={application.id} />
        </div>
      </main>
      <footer className="kiosk-footer">
        <span className="kiosk-footer-note number">{idleLeft > 0 ? t("kiosk.finishIn", { n: idleLeft }) : ""}</span>
        <button type="button" className="kiosk-button kiosk-primary" onClick={onEnd}>
          {t("kiosk.finish")}
        </button>
      </footer>
    </div>
  );
}
