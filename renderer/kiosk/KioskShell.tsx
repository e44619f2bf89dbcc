import { useCallback, useEffect, useState } from "react";
import type { SessionView } from "#shared/contract/calls.ts";
import { useLanguageStore } from "#renderer/strings/language-store.ts";
import { ChooseScreen } from "./ChooseScreen.tsx";
import { DoneScreen } from "./DoneScreen.tsx";
import { ELDER_LIMITS, PLAIN_LIMITS } from "./idle-clock.ts";
import { IdleWarning } from "./IdleWarning.tsx";
import { setVisitLanguage, useDisplayStore } from "./kiosk-display.ts";
import { KioskBar } from "./KioskBar.tsx";
import { LastCall } from "./LastCall.tsx";
import { QuestionScreen } from "./QuestionScreen.tsx";
import { ReviewScreen } from "./ReviewScreen.tsx";
import { StaffCorner } from "./StaffCorner.tsx";
import { StaffExit } from "./StaffExit.tsx";
import { useVisitLimits } from "./use-visit-limits.ts";
import { useVisitStore } from "./visit-store.ts";
import { WelcomeScreen } from "./WelcomeScreen.tsx";
import { wipeVisit } from "./wipe-visit.ts";
import "./kiosk.css";

/** The self-service shell (自助机): one visit at a time, and nothing of it left behind. */
export function KioskShell({ session }: { session: SessionView }) {
  const screen = useVisitStore((visit) => visit.screen);
  const elder = useDisplayStore((display) => display.elder);
  const language = useLanguageStore((state) => state.language);
  const [staff, setStaff] = useState(false);
  const end = useCallback(() => {
    setStaff(false);
    wipeVisit();
  }, []);

  useEffect(() => {
    // The station's own language comes back when a member of staff takes the page over.
    const before = useLanguageStore.getState().language;
    wipeVisit();
    return () => {
      useVisitStore.getState().drop();
      useDisplayStore.setState({ elder: false });
      setVisitLanguage(before);
    };
  }, []);

  // A welcome page in large print or English is already somebody's.
  const active = staff || screen !== "welcome" || elder || language !== "zh";
  const { standing, idleLeft, stay } = useVisitLimits(active, elder ? ELDER_LIMITS : PLAIN_LIMITS, end);

  return (
    // Nothing may be selected, dragged or reached by a long press; a form without autocomplete keeps the browser from remembering a word.
    <div
      className={`kiosk ${elder ? "kiosk-elder" : ""}`}
      onContextMenu={(event) => event.preventDefault()}
      spellCheck={false}
      translate="no"
    >
      <StaffCorner onOpen={() => setStaff(true)} />
      {standing.kind === "warned" && standing.why === "total" && <LastCall secondsLeft={standing.secondsLeft} />}
      {standing.kind === "warned" && standing.why === "idle" ? (
        <IdleWarning secondsLeft={standing.secondsLeft} onStay={stay} onEnd={end} />
      ) : staff ? (
        <StaffExit session={session} onClose={() => setStaff(false)} />
      ) : (
        <>
          <KioskBar session={session} onEnd={end} />
          {screen === "welcome" && <WelcomeScreen session={session} />}
          {screen === "choose" && <ChooseScreen />}
          {screen === "question" && <QuestionScreen />}
          {screen === "review" && <ReviewScreen />}
          {screen === "done" && <DoneScreen idleLeft={idleLeft} onEnd={end} />}
        </>
      )}
    </div>
  );
}
