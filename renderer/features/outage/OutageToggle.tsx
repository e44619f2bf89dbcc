import { useText } from "#renderer/strings/text.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { openOutage } from "./open-outage.ts";
import "./outage.css";

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
