import { useText } from "#renderer/strings/text.ts";

/** Says that the time for one visit is nearly over; the screen stays, so that what is ready can still be submitted. */
export function LastCall({ secondsLeft }: { secondsLeft: number }) {
  const t = useText();
  return (
    <p className="kiosk-last-call" role="alert">
      {t("kiosk.warnTotal", { n: secondsLeft })}
    </p>
  );
}
