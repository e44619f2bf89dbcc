import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";

/** Notes the field that has the keyboard, for the route beside it and for the day the page does not come back; returns the way to stop. */
export function followKeyboard(): () => void {
  const note = (event: FocusEvent): void => {
    if (!(event.target instanceof Element)) return;
    const box = event.target.closest(".counter-form [data-path]");
    if (box instanceof HTMLElement && box.dataset["path"] !== undefined)
      useIntakeStore.getState().setAt(box.dataset["path"]);
  };
  document.addEventListener("focusin", note);
  return () => document.removeEventListener("focusin", note);
}
