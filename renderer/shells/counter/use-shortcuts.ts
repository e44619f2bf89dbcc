import { useEffect } from "react";
import { useDocumentStore } from "#renderer/features/documents/document-store.ts";
import { openLateEntry } from "#renderer/features/intake/EntryToggles.tsx";
import { accept, useDuplicateStore } from "#renderer/features/intake/accept.ts";
import { cleanBody } from "#renderer/features/intake/clean-body.ts";
import { openConsent } from "#renderer/features/intake/consent/open-consent.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { startCheck } from "#renderer/features/intake/joint-check/joint-check-store.ts";
import { openReception, useReceptionStore } from "#renderer/features/intake/reception/reception-store.ts";
import { focusNextEmpty } from "#renderer/features/intake/next-empty.ts";
import { useApplicationStore } from "#renderer/features/records/application-store.ts";
import { focusPath } from "#renderer/form/field-path.ts";

/** Shows the unified form as it would print now, marked as a draft. */
export function previewDraft(): void {
  const intake = useIntakeStore.getState();
  if (intake.profile !== null)
    void useDocumentStore.getState().open({ draft: cleanBody(intake) }, "unified-form", null);
}

type Keys = {
  openNew: () => void;
  openSearch: () => void;
  openWorklist: () => void;
  openToday: () => void;
  openParked: () => void;
  drawerOpen: boolean;
};

/** The counter's keys; each is written on its button. */
export function useShortcuts({ openNew, openSearch, openWorklist, openToday, openParked, drawerOpen }: Keys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const onForm = useApplicationStore.getState().id === null;
      const covered =
        drawerOpen ||
        useDocumentStore.getState().wanted !== null ||
        useDuplicateStore.getState().lines !== null ||
        useReceptionStore.getState().open;
      const acts: Record<string, (() => void) | undefined> = {
        "alt+n": openNew,
        f3: openSearch,
        f6: openWorklist,
        f8: openToday,
        f9: openParked,
        f2: onForm && !covered ? () => focusPath("utilities") : undefined,
        f7: onForm && !covered ? () => void startCheck() : undefined,
        f4: onForm && !covered ? previewDraft : undefined,
        "alt+m": onForm && !covered ? focusNextEmpty : undefined,
        "alt+p": onForm && !covered ? openConsent : undefined,
        "alt+r": onForm && !covered ? openReception : undefined,
        "alt+b": onForm && !covered ? openLateEntry : undefined,
        "ctrl+enter": onForm && !covered ? () => void accept() : undefined,
        escape:
          !onForm && !covered && !event.defaultPrevented ? () => useApplicationStore.getState().leave() : undefined,
      };
      // A held key repeats; an act runs once.
      const name = `${event.ctrlKey ? "ctrl+" : ""}${event.altKey ? "alt+" : ""}${event.key.toLowerCase()}`;
      const act = event.isComposing ? undefined : acts[name];
      if (act === undefined) return;
      event.preventDefault();
      if (!event.repeat) act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [openNew, openSearch, openWorklist, openToday, openParked, drawerOpen]);
}
