import { useState } from "react";
import type { SessionView } from "#shared/contract/people.ts";
import { useLanguageStore } from "#renderer/lib/text.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { setVisitLanguage, useDisplayStore } from "#renderer/features/kiosk/kiosk-display.ts";
import { useVisitStore } from "#renderer/features/kiosk/visit-store.ts";
import { WholeScreenAsk } from "./WholeScreenAsk.tsx";
import css from "./kiosk-shell.module.css";

/** The bar on top of every screen: hall, language, large print, and exit. */
export function KioskBar({ session, onEnd }: { session: SessionView; onEnd: () => void }) {
  const t = useText();
  const pick = usePick();
  const language = useLanguageStore((state) => state.language);
  const elder = useDisplayStore((display) => display.elder);
  const screen = useVisitStore((visit) => visit.screen);
  const [asking, setAsking] = useState(false);
  const other = language === "zh" ? "en" : "zh";
  return (
    <header className={css.bar}>
      <strong className={css.hall}>{pick(session.hall.name)}</strong>
      <button
        type="button"
        className={css.barButton}
        data-testid="kiosk-bar-button"
        lang={other === "zh" ? "zh-CN" : "en"}
        onClick={() => setVisitLanguage(other)}
      >
        {other === "zh" ? "中文" : "English"}
      </button>
      <button
        type="button"
        className={css.barButton}
        data-testid="kiosk-bar-button"
        aria-pressed={elder}
        onClick={() => useDisplayStore.setState({ elder: !elder })}
      >
        {t(elder ? "kiosk.elderOff" : "kiosk.elderOn")}
      </button>
      {screen !== "welcome" && (
        <button type="button" className={css.barButton} data-testid="kiosk-bar-button" onClick={() => setAsking(true)}>
          {t("kiosk.leave")}
        </button>
      )}
      {asking && (
        <WholeScreenAsk
          title={t("kiosk.leaveAsk")}
          text={t(screen === "done" ? "kiosk.leaveDoneNote" : "kiosk.leaveNote")}
          yes={t("kiosk.stay")}
          onYes={() => setAsking(false)}
          no={t("kiosk.leaveYes")}
          onNo={() => {
            setAsking(false);
            onEnd();
          }}
        />
      )}
    </header>
  );
}
