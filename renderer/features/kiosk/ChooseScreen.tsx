import { useState } from "react";
import { usePick, useText } from "#renderer/lib/text.ts";
import { StepFooter } from "./StepFooter.tsx";
import { useScreenTitle } from "./StepFooter.tsx";
import { goBack, goForward } from "./visit-steps.ts";
import { useVisitStore } from "./visit-store.ts";
import kioskCss from "./kiosk.module.css";
import chooseCss from "./ChooseScreen.module.css";

/** Names longer than this are set smaller, so that no word is broken. */
const LONG_NAME = 7;

/** What to apply for, as large tiles. */
export function ChooseScreen() {
  const t = useText();
  const pick = usePick();
  const { profile, utilities, toggleUtility } = useVisitStore();
  const [tried, setTried] = useState(false);
  const title = useScreenTitle();
  if (profile === null) return null;
  const none = utilities.length === 0;
  const next = (): void => {
    setTried(true);
    if (!none) goForward();
  };
  return (
    <form
      className={kioskCss.main}
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      <main className={kioskCss.scroll} data-testid="kiosk-scroll">
        <h1 ref={title} tabIndex={-1} id="choose-title">
          {t("kiosk.chooseTitle")}
        </h1>
        <p className={kioskCss.explain}>{t("kiosk.chooseHint")}</p>
        <fieldset className={chooseCss.tiles} aria-labelledby="choose-title">
          {profile.utilities.map((utility) => (
            <label key={utility.id} className={chooseCss.tile} data-testid="kiosk-tile">
              <input
                type="checkbox"
                checked={utilities.includes(utility.id)}
                onChange={() => toggleUtility(utility.id)}
              />
              <span
                className={`${chooseCss.tileName} ${pick(utility.label).length > LONG_NAME ? chooseCss.tileLong : ""}`}
              >
                {pick(utility.label)}
              </span>
              <span className={chooseCss.tileItem}>{pick(utility.itemLabel)}</span>
              <span className={chooseCss.tileMark} aria-hidden="true">
                {utilities.includes(utility.id) ? `✓ ${t("kiosk.chosen")}` : ""}
              </span>
            </label>
          ))}
        </fieldset>
        <p className={kioskCss.problem} data-testid="kiosk-problem" role="alert">
          {tried && none ? `✕ ${t("kiosk.chooseNone")}` : ""}
        </p>
        <p className={chooseCss.basis}>
          {t("kiosk.basis", { title: profile.title.text, number: profile.documentNumber })}
        </p>
      </main>
      <StepFooter
        note={none ? "" : t("kiosk.chosenCount", { n: utilities.length })}
        back={t("kiosk.backToStart")}
        onBack={goBack}
        next={t("kiosk.next")}
      />
    </form>
  );
}
