import "./kiosk.css";
import { useCallback, useEffect, useRef, useState } from "react";
import type { SessionView } from "#shared/contract/people.ts";
import { ChooseScreen } from "#renderer/features/kiosk/ChooseScreen.tsx";
import { DoneScreen } from "#renderer/features/kiosk/DoneScreen.tsx";
import { QuestionScreen } from "#renderer/features/kiosk/QuestionScreen.tsx";
import { ReviewScreen } from "#renderer/features/kiosk/ReviewScreen.tsx";
import { WelcomeScreen } from "#renderer/features/kiosk/WelcomeScreen.tsx";
import { setVisitLanguage, useDisplayStore } from "#renderer/features/kiosk/kiosk-display.ts";
import { clearPage, wipeVisit } from "#renderer/features/kiosk/visit-acts.ts";
import { isBlankVisit, useVisitStore } from "#renderer/features/kiosk/visit-store.ts";
import { useLanguageStore, useText } from "#renderer/lib/text.ts";
import { KioskBar } from "./KioskBar.tsx";
import { StaffExit } from "./StaffExit.tsx";
import { IdleWarning } from "./WholeScreenAsk.tsx";
import { VisitFault } from "./VisitFault.tsx";
import { ELDER_LIMITS, PLAIN_LIMITS } from "./idle-limits.ts";
import { useVisitLimits } from "./use-visit-limits.ts";
import css from "./kiosk-shell.module.css";

/** Says that the visit's time is nearly over; the screen stays, so that a finished form can be submitted. */
function LastCall({ secondsLeft }: { secondsLeft: number }) {
  const t = useText();
  return (
    <p className={css.lastCall} data-testid="kiosk-last-call" role="alert">
      {t("kiosk.warnTotal", { n: secondsLeft })}
    </p>
  );
}

const TAPS = 5;
const WITHIN_MS = 4_000;

/** The staff exit: five quick taps in the upper left corner. Invisible and without focus for visitors. */
function StaffCorner({ onOpen }: { onOpen: () => void }) {
  const taps = useRef<number[]>([]);
  const tap = (): void => {
    const now = performance.now();
    taps.current = [...taps.current.filter((at) => now - at < WITHIN_MS), now];
    if (taps.current.length < TAPS) return;
    taps.current = [];
    onOpen();
  };
  return <div className={css.corner} aria-hidden="true" data-part="staff-corner" onPointerDown={tap} />;
}

/** The kiosk's shell (自助机): one visit at a time, and nothing of it stays. */
export function KioskShell({ session }: { session: SessionView }) {
  const screen = useVisitStore((visit) => visit.screen);
  const isBlank = useVisitStore(isBlankVisit);
  const elder = useDisplayStore((display) => display.elder);
  const language = useLanguageStore((state) => state.language);
  const [staff, setStaff] = useState(false);
  const end = useCallback(() => {
    setStaff(false);
    wipeVisit();
  }, []);

  useEffect(() => {
    // The station's own language returns when staff takes the page over.
    const before = useLanguageStore.getState().language;
    wipeVisit();
    return () => {
      clearPage();
      setVisitLanguage(before);
    };
  }, []);

  // A welcome page in large print or English, or with a problem on it, already belongs to a visitor.
  const active = staff || !isBlank || elder || language !== "zh";
  const { status, idleLeft, stay } = useVisitLimits(active, elder ? ELDER_LIMITS : PLAIN_LIMITS, end);
  const isIdle = status.kind === "warned" && status.why === "idle";

  return (
    // Nothing may be selected or dragged; a form without autocomplete keeps the browser from storing words.
    <div
      className={`kiosk ${elder ? "kiosk-elder" : ""}`}
      data-testid="kiosk"
      onContextMenu={(event) => event.preventDefault()}
      spellCheck={false}
      translate="no"
    >
      <StaffCorner onOpen={() => setStaff(true)} />
      {status.kind === "warned" && status.why === "total" && <LastCall secondsLeft={status.secondsLeft} />}
      <VisitFault onFault={end}>
        {isIdle && <IdleWarning secondsLeft={status.secondsLeft} onStay={stay} onEnd={end} />}
        {!isIdle && staff && <StaffExit session={session} onClose={() => setStaff(false)} />}
        {!isIdle && !staff && (
          <>
            <KioskBar session={session} onEnd={end} />
            {screen === "welcome" && <WelcomeScreen session={session} />}
            {screen === "choose" && <ChooseScreen />}
            {screen === "question" && <QuestionScreen />}
            {screen === "review" && <ReviewScreen />}
            {screen === "done" && <DoneScreen idleLeft={idleLeft} onEnd={end} />}
          </>
        )}
      </VisitFault>
    </div>
  );
}
