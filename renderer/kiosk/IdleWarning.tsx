import { useText } from "#renderer/strings/text.ts";
import { WholeScreenAsk } from "./WholeScreenAsk.tsx";

type IdleWarningProps = { secondsLeft: number; onStay: () => void; onEnd: () => void };

/** Warns before an untouched visit ends by itself, and hides the answers meanwhile. */
export function IdleWarning({ secondsLeft, onStay, onEnd }: IdleWarningProps) {
  const t = useText();
  return (
    <WholeScreenAsk
      title={t("kiosk.warnTitle")}
      text={t("kiosk.warnText", { n: secondsLeft })}
      count={secondsLeft}
      yes={t("kiosk.warnStay")}
      onYes={onStay}
      no={t("kiosk.leaveYes")}
      onNo={onEnd}
    />
  );
}
