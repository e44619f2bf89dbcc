import { useEffect } from "react";
import type { SessionView } from "#shared/contract/people.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { PausedScreen } from "./PausedScreen.tsx";
import { beginVisit } from "./visit-acts.ts";
import { useVisitStore } from "./visit-store.ts";
import { useWipeStore, wipeHost } from "./visit-acts.ts";
import kioskCss from "./kiosk.module.css";
import welcomeCss from "./WelcomeScreen.module.css";

const TRY_AGAIN_MS = 5_000;

/** The first screen; closed until the host has forgotten the previous visit. */
export function WelcomeScreen({ session }: { session: SessionView }) {
  const t = useText();
  const pick = usePick();
  const { problem, busy } = useVisitStore();
  const host = useWipeStore((wipe) => wipe.host);

  useEffect(() => {
    if (host !== "failed") return undefined;
    const timer = setInterval(() => void wipeHost(), TRY_AGAIN_MS);
    return () => clearInterval(timer);
  }, [host]);

  if (host === "failed") return <PausedScreen />;
  const steps = [t("kiosk.step1"), t("kiosk.step2"), t("kiosk.step3")];
  return (
    <main className={`${kioskCss.main} ${welcomeCss.welcome}`}>
      <div>
        <p className={welcomeCss.place}>{pick(session.hall.name)}</p>
        <h1>{t("kiosk.welcome")}</h1>
        <p className={welcomeCss.lead}>{t("kiosk.welcomeSub")}</p>
      </div>
      <button
        type="button"
        className={welcomeCss.start}
        data-testid="kiosk-start"
        disabled={busy || host !== "wiped"}
        onClick={() => void beginVisit(session.hall.profileId)}
      >
        {t("kiosk.start")}
        <span>{t("kiosk.startHint")}</span>
      </button>
      {problem !== null && <ProblemNote problem={problem} />}
      <section aria-labelledby="kiosk-steps">
        <h2 id="kiosk-steps">{t("kiosk.steps")}</h2>
        <ol className={welcomeCss.steps}>
          {steps.map((step, i) => (
            <li key={step}>
              <span className={welcomeCss.stepNumber} aria-hidden="true">
                {i + 1}
              </span>
              {step}
            </li>
          ))}
        </ol>
      </section>
      <p className={welcomeCss.privacy}>{t("kiosk.noMaterials")}</p>
    </main>
  );
}
