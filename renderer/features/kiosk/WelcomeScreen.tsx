import { useEffect } from "react";
import type { SessionView } from "#shared/contract/people.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { beginVisit } from "./visit-acts.ts";
import { useVisitStore } from "./visit-store.ts";
import { useWipeStore, wipeHost } from "./visit-acts.ts";

const TRY_AGAIN_MS = 5_000;

/** The first screen; closed while the host has not yet forgotten the visit before. */
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

  if (host === "failed") {
    return (
      <main className="kiosk-main kiosk-closed">
        <h1>{t("kiosk.pausedTitle")}</h1>
        <p role="alert">{t("kiosk.pausedText")}</p>
      </main>
    );
  }
  const steps = [t("kiosk.step1"), t("kiosk.step2"), t("kiosk.step3")];
  return (
    <main className="kiosk-main kiosk-welcome">
      <div>
        <p className="kiosk-place">{pick(session.hall.name)}</p>
        <h1>{t("kiosk.welcome")}</h1>
        <p className="kiosk-lead">{t("kiosk.welcomeSub")}</p>
      </div>
      <button
        type="button"
        className="kiosk-start"
        disabled={busy || host !== "wiped"}
        onClick={() => void beginVisit(session.hall.profileId)}
      >
        {t("kiosk.start")}
        <span>{t("kiosk.startHint")}</span>
      </button>
      {problem !== null && <ProblemNote problem={problem} />}
      <section aria-labelledby="kiosk-steps">
        <h2 id="kiosk-steps">{t("kiosk.steps")}</h2>
        <ol className="kiosk-steps">
          {steps.map((step, i) => (
            <li key={step}>
              <span className="kiosk-step-number" aria-hidden="true">
                {i + 1}
              </span>
              {step}
            </li>
          ))}
        </ol>
      </section>
      <p className="kiosk-privacy">{t("kiosk.noMaterials")}</p>
    </main>
  );
}
