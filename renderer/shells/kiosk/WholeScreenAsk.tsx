import { useEffect, useId, useRef } from "react";
import { useText } from "#renderer/lib/text.ts";

type Props = {
  title: string;
  text: string;
  count?: number;
  yes: string;
  onYes: () => void;
  no: string;
  onNo: () => void;
};

/** A question that covers the whole screen, so that nobody reads what lies behind it; the safe answer has the focus. */
export function WholeScreenAsk({ title, text, count, yes, onYes, no, onNo }: Props) {
  const id = useId();
  const safe = useRef<HTMLButtonElement>(null);
  useEffect(() => safe.current?.focus(), []);
  return (
    // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- a dialog element closes on Escape, which a warning may not
    <div
      className="kiosk-ask"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <div className="kiosk-ask-card">
        <h1 id={`${id}-title`}>{title}</h1>
        {count !== undefined && (
          <span className="kiosk-ask-count number" aria-hidden="true">
            {count}
          </span>
        )}
        <p id={`${id}-text`}>{text}</p>
        <button type="button" ref={safe} className="kiosk-button kiosk-primary" onClick={onYes}>
          {yes}
        </button>
        <button type="button" className="kiosk-button" onClick={onNo}>
          {no}
        </button>
      </div>
    </div>
  );
}

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
