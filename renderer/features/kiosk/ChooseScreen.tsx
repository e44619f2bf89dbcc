import { useState } from "react";
import { usePick, useText } from "#renderer/lib/text.ts";
import { StepFooter } from "./StepFooter.tsx";
import { useScreenTitle } from "./StepFooter.tsx";
import { useVisitStore } from "./visit-store.ts";

/** Names longer than this are set smaller, so that no word is broken. */
const LONG_NAME = 7;

/** What to apply for, as large tiles. */
export function ChooseScreen() {
  const t = useText();
  const pick = usePick();
  const { profile, utilities, toggleUtility, show, showQuestion } = useVisitStore();
  const [tried, setTried] = useState(false);
  const title = useScreenTitle();
  if (profile === null) return null;
  const none = utilities.length === 0;
  const next = (): void => {
    setTried(true);
    if (!none) showQuestion(0, false);
  };
  return (
    <form
      className="kiosk-main"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      <main className="kiosk-scroll">
        <h1 ref={title} tabIndex={-1} id="choose-title">
          {t("kiosk.chooseTitle")}
        </h1>
        <p className="kiosk-explain">{t("kiosk.chooseHint")}</p>
        <fieldset className="kiosk-tiles" aria-labelledby="choose-title">
          {profile.utilities.map((utility) => (
            <label key={utility.id} className="kiosk-tile">
              <input
                type="checkbox"
                checked={utilities.includes(utility.id)}
                onChange={() => toggleUtility(utility.id)}
              />
              <span className={`kiosk-tile-name ${pick(utility.label).length > LONG_NAME ? "kiosk-tile-long" : ""}`}>
                {pick(utility.label)}
              </span>
              <span className="kiosk-tile-item">{pick(utility.itemLabel)}</span>
              <span className="kiosk-tile-mark" aria-hidden="true">
                {utilities.includes(utility.id) ? `✓ ${t("kiosk.chosen")}` : ""}
              </span>
            </label>
          ))}
        </fieldset>
        <p className="kiosk-problem" role="alert">
          {tried && none ? `✕ ${t("kiosk.chooseNone")}` : ""}
        </p>
        <p className="kiosk-basis">{t("kiosk.basis", { title: profile.title.text, number: profile.documentNumber })}</p>
      </main>
      <StepFooter
        note={none ? "" : t("kiosk.chosenCount", { n: utilities.length })}
        onBack={() => show("welcome")}
        next={t("kiosk.next")}
      />
    </form>
  );
}
