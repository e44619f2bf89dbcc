import { type RefObject, useEffect, useRef } from "react";
import { useText } from "#renderer/lib/text.ts";
import css from "./kiosk.module.css";

type Props = {
  onBack: () => void;
  /** The words of the way back, where it leads out of the visit. */
  back?: string;
  next: string;
  busy?: boolean;
  note?: string;
  onSkip?: (() => void) | undefined;
};

/** The buttons at the foot of every step, always in the same place; the right one submits the form. */
export function StepFooter({ onBack, back, next, busy = false, note = "", onSkip }: Props) {
  const t = useText();
  return (
    <footer className={css.footer} data-testid="kiosk-footer">
      <button type="button" className={css.button} data-testid="kiosk-button" onClick={onBack} disabled={busy}>
        {back ?? t("kiosk.back")}
      </button>
      <span className={css.footerNote}>{note}</span>
      {onSkip !== undefined && (
        <button type="button" className={css.button} data-testid="kiosk-button" onClick={onSkip} disabled={busy}>
          {t("kiosk.skip")}
        </button>
      )}
      <button type="submit" className={`${css.button} ${css.primary}`} data-testid="kiosk-primary" disabled={busy}>
        {next}
      </button>
    </footer>
  );
}

/** Moves the focus to a screen's title when it opens, so that no key reaches the previous screen. */
export function useScreenTitle(): RefObject<HTMLHeadingElement | null> {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return title;
}
