import { focusPath } from "#renderer/form/field-path.ts";
import { useText } from "#renderer/lib/text.ts";
import { openConsent } from "./consent/open-consent.ts";
import { useIntakeStore } from "./intake-store.ts";
import "./late-entry/late-entry.css";

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

/** Makes the open form a later entry (补录) and puts the keyboard on the paper's number; one that is already stays as typed. */
export function openOutage(): void {
  const { outage, setOutage } = useIntakeStore.getState();
  if (outage === null) setOutage({ paperNumber: "", receivedAt: "", receivedBy: "", reason: "" });
  requestAnimationFrame(() => focusPath("outage.paperNumber"));
}

/** Below the form, so that the way from field to field stays as it is: makes it a later entry. */
export function OutageToggle() {
  const t = useText();
  const isLater = useIntakeStore((state) => state.outage !== null);
  if (isLater) return null;
  return (
    <button type="button" className="outage-toggle" onClick={openOutage}>
      {t("outage.toggle")} <kbd>Alt+B</kbd>
    </button>
  );
}
