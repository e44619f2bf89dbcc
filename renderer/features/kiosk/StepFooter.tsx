import { type RefObject, useEffect, useRef } from "react";
import { useText } from "#renderer/lib/text.ts";

type Props = { onBack: () => void; next: string; busy?: boolean; note?: string; onSkip?: (() => void) | undefined };

/** The buttons at the foot of every step, always in the same place; the right one submits the form around it. */
export function StepFooter({ onBack, next, busy = false, note = "", onSkip }: Props) {
  const t = useText();
  return (
    <footer className="kiosk-footer">
      <button type="button" className="kiosk-button" onClick={onBack} disabled={busy}>
        {t("kiosk.back")}
      </button>
      <span className="kiosk-footer-note">{note}</span>
      {onSkip !== undefined && (
        <button type="button" className="kiosk-button" onClick={onSkip} disabled={busy}>
          {t("kiosk.skip")}
        </button>
      )}
      <button type="submit" className="kiosk-button kiosk-primary" disabled={busy}>
        {next}
      </button>
    </footer>
  );
}

/** Moves the focus to a screen's title when the screen opens, so that a screen reader begins there and no key acts on the screen before. */
export function useScreenTitle(): RefObject<HTMLHeadingElement | null> {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return title;
}
