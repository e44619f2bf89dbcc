import { TROUBLE_WORDS } from "#shared/contract/printer-trouble.ts";
import { UnprintableNote } from "#renderer/features/documents/UnprintableNote.tsx";
import { useCall } from "#renderer/host/query.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { SLIP_WORDS, slipStateOf } from "./slip-state.ts";
import { useScreenTitle } from "./StepFooter.tsx";
import { useVisitStore } from "./visit-store.ts";
import doneCss from "./DoneScreen.module.css";
import kioskCss from "./kiosk.module.css";

/** What is true of the slip, with its reason where it cannot be printed; the application depends on neither. */
function SlipStatus({ applicationId, number }: { applicationId: string; number: string }) {
  const t = useText();
  const pick = usePick();
  const prints = useCall("print.list", { applicationId });
  const { data: slip, problem } = useCall("document.preview", {
    source: { applicationId },
    kind: "slip",
    utility: null,
  });
  const known = prints.data === null ? null : slipStateOf(prints.data);
  const state = prints.problem === null ? known : "unknown";
  const trouble = prints.data?.findLast(({ kind }) => kind === "slip")?.trouble ?? "other";
  return (
    <section className={doneCss.slip}>
      <output
        className={`${doneCss.slipState} ${state === null ? "" : doneCss[`slip-is-${state}`]}`}
        data-testid="kiosk-slip-state"
        data-state={state ?? "looking"}
      >
        {state === null
          ? t("kiosk.slipLooking")
          : t(SLIP_WORDS[state], { number, reason: pick(TROUBLE_WORDS[trouble].what) })}
      </output>
      {slip === null && problem !== null && (
        <p className={kioskCss.doubt} data-testid="kiosk-doubt">
          {t("kiosk.slipMissing")}
        </p>
      )}
      {/* A data address: the browser may write large blobs to its own folder. */}
      {slip !== null && (
        <img
          className={doneCss.slipImage}
          data-testid="kiosk-slip-image"
          src={`data:${slip.mime};base64,${slip.base64}`}
          alt={t("kiosk.slipAlt")}
        />
      )}
      {slip !== null && slip.unprintable.length > 0 && <UnprintableNote unprintable={slip.unprintable} />}
    </section>
  );
}

/** The end of a visit: number, case owner, next steps and slip. */
export function DoneScreen({ idleLeft, onEnd }: { idleLeft: number; onEnd: () => void }) {
  const t = useText();
  const pick = usePick();
  const { application, profile } = useVisitStore();
  const title = useScreenTitle();
  if (application === null || profile === null) return null;
  const dated = application.deadlines.filter((deadline) => deadline.dueAt !== null);
  // A visitor measures nothing, so every outside line still needs a survey.
  const routes = [...new Set(application.routes.map((decision) => t(`route.${decision.route}`)))];
  return (
    <div className={kioskCss.main}>
      <main className={`${kioskCss.scroll} ${doneCss.done}`} data-testid="kiosk-done">
        <h1 ref={title} tabIndex={-1}>
          ✓ {t("kiosk.doneTitle")}
        </h1>
        <section className={doneCss.number} data-testid="kiosk-number" aria-label={t("kiosk.number")}>
          <span>{t("kiosk.number")}</span>
          <strong className="number">{application.acceptanceNumber}</strong>
          <span>{t("kiosk.numberHint")}</span>
        </section>
        <div className={doneCss.doneColumns}>
          <div>
            <section aria-labelledby="done-duty">
              <h2 id="done-duty">{t("kiosk.duty")}</h2>
              <p className={doneCss.duty} data-testid="kiosk-duty">
                <strong>{application.dutyHolder.name}</strong>{" "}
                <span className="number">{application.dutyHolder.phone}</span>
              </p>
              <p>{application.dutyHolder.organisation}</p>
              <p className={kioskCss.soft}>{t("kiosk.dutyHint")}</p>
            </section>
            <section aria-labelledby="done-next">
              <h2 id="done-next">{t("kiosk.nextTitle")}</h2>
              <ol className={doneCss.next}>
                {routes.length > 0 && <li>{t("kiosk.nextSurvey")}</li>}
                {routes.length > 0 && <li>{t("kiosk.nextRoute", { route: routes.join(t("answers.comma")) })}</li>}
                {dated.map((deadline) => (
                  <li key={deadline.deadline}>
                    {t("kiosk.nextDeadline", {
                      name: pick(deadline.label),
                      date: deadline.dueAt === null ? "" : momentText(deadline.dueAt),
                    })}
                  </li>
                ))}
                <li>{t("kiosk.nextPaper")}</li>
              </ol>
            </section>
          </div>
          <SlipStatus applicationId={application.id} number={application.acceptanceNumber} />
        </div>
      </main>
      <footer className={kioskCss.footer} data-testid="kiosk-footer">
        <span className={`${kioskCss.footerNote} number`}>
          {idleLeft > 0 ? t("kiosk.finishIn", { n: idleLeft }) : ""}
        </span>
        <button
          type="button"
          className={`${kioskCss.button} ${kioskCss.primary}`}
          data-testid="kiosk-primary"
          onClick={onEnd}
        >
          {t("kiosk.finish")}
        </button>
      </footer>
    </div>
  );
}
