import { useText } from "#renderer/lib/text.ts";
import kioskCss from "./kiosk.module.css";
import welcomeCss from "./WelcomeScreen.module.css";

/** The kiosk out of service (自助办理暂停服务): the visit before is not wiped on the host yet, or the page met a fault. */
export function PausedScreen() {
  const t = useText();
  return (
    <main className={`${kioskCss.main} ${welcomeCss.closed}`} data-testid="kiosk-paused">
      <h1>{t("kiosk.pausedTitle")}</h1>
      <p role="alert">{t("kiosk.pausedText")}</p>
    </main>
  );
}
