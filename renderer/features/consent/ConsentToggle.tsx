import { useText } from "#renderer/strings/text.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import "#renderer/features/outage/outage.css";
import { openConsent } from "./open-consent.ts";

/** Below the form, so that the way from field to field stays as it is: says that the applicant is not at the window. */
export function ConsentToggle() {
  const t = useText();
  const isHere = useIntakeStore((state) => state.channel === "counter");
  if (!isHere) return null;
  return (
    <button type="button" className="outage-toggle" onClick={openConsent}>
      {t("consent.toggle")} <kbd>Alt+P</kbd>
    </button>
  );
}
