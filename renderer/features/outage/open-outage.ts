import { focusPath } from "#renderer/features/form/field-path.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";

/** Makes the open form a later entry (补录) and puts the keyboard on the paper's number; one that is already stays as typed. */
export function openOutage(): void {
  const { outage, setOutage } = useIntakeStore.getState();
  if (outage === null) setOutage({ paperNumber: "", receivedAt: "", receivedBy: "", reason: "" });
  requestAnimationFrame(() => focusPath("outage.paperNumber"));
}
