import { useEffect, useId, useRef } from "react";
import { useText } from "#renderer/lib/text.ts";
import kioskShellCss from "./kiosk-shell.module.css";
import kioskCss from "#renderer/features/kiosk/kiosk.module.css";

type Props = {
  title: string;
  text: string;
  count?: number;
  yes: string;
  onYes: () => void;
  no: string;
  onNo: () => void;
};

/** A question over the whole screen, so that nobody reads what lies behind; the safe answer has the focus. */
export function WholeScreenAsk({ title, text, count, yes, onYes, no, onNo }: Props) {
  const id = useId();
  const safe = useRef<HTMLButtonElement>(null);
  useEffect(() => safe.current?.focus(), []);
  return (
    // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- a dialog element closes on Escape, which a warning may not
    <div
      className={kioskShellCss.ask}
      data-testid="kiosk-ask"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <div className={kioskShellCss.askCard}>
        <h1 id={`${id}-title`}>{title}</h1>
        {count !== undefined && (
          <span className={`${kioskShellCss.askCount} number`} aria-hidden="true">
            {count}
          </span>
        )}
        <p id={`${id}-text`}>{text}</p>
        <button
          type="button"
          ref={safe}
          className={`${kioskCss.button} ${kioskCss.primary}`}
          data-testid="kiosk-primary"
          onClick={onYes}
        >
          {yes}
        </button>
        <button type="button" className={kioskCss.button} data-testid="kiosk-button" onClick={onNo}>
          {no}
        </button>
      </div>
    </div>
  );
}

type IdleWarningProps = { secondsLeft: number; onStay: () => void; onEnd: () => void };

/** Warns before an idle visit ends, and hides the answers meanwhile. */
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
