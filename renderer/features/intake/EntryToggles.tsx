import { focusPath } from "#renderer/form/field-path.ts";
import { useText } from "#renderer/lib/text.ts";
import { openConsent } from "./consent/open-consent.ts";
import { useIntakeStore } from "./intake-store.ts";
import css from "#renderer/features/intake/late-entry/late-entry.module.css";

/** Opens the entry on behalf. It stands below the form, so that the order of the fields does not change. */
export function ConsentToggle() {
  const t = useText();
  const isHere = useIntakeStore((state) => state.channel === "counter");
  if (!isHere) return null;
  return (
    <button type="button" className={css.toggle} data-testid="late-entry-toggle" onClick={openConsent}>
      {t("consent.toggle")} <kbd>Alt+P</kbd>
    </button>
  );
}

/** Makes the form a later entry (补录) and moves the keyboard to the paper form's number; typed values stay. */
export function openLateEntry(): void {
  const { outage, setOutage } = useIntakeStore.getState();
  if (outage === null) setOutage({ paperNumber: "", receivedAt: "", receivedBy: "", reason: "" });
  requestAnimationFrame(() => focusPath("outage.paperNumber"));
}

/** Opens the later entry. It stands below the form, so that the order of the fields does not change. */
export function LateEntryToggle() {
  const t = useText();
  const isLater = useIntakeStore((state) => state.outage !== null);
  if (isLater) return null;
  return (
    <button type="button" className={css.toggle} data-testid="late-entry-toggle" onClick={openLateEntry}>
      {t("outage.toggle")} <kbd>Alt+B</kbd>
    </button>
  );
}
