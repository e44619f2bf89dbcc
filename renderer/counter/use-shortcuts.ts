import { useEffect } from "react";
import { useApplicationStore } from "#renderer/features/application/application-store.ts";
import { useDocumentStore } from "#renderer/features/document/document-store.ts";
import { useDuplicateStore } from "#renderer/features/duplicate/duplicate-store.ts";
import { focusPath } from "#renderer/features/form/field-path.ts";
import { accept } from "#renderer/features/intake/accept.ts";
import { startCheck } from "#renderer/features/joint-check/joint-check-store.ts";
import { openConsent } from "#renderer/features/consent/open-consent.ts";
import { openReception, useReceptionStore } from "#renderer/features/reception/reception-store.ts";
import { openOutage } from "#renderer/features/outage/open-outage.ts";
import { previewDraft } from "./preview-draft.ts";

type Acts = {
  openNew: () => void;
  openSearch: () => void;
  openDesk: () => void;
  openToday: () => void;
  openParked: () => void;
  drawerOpen: boolean;
};

/** The counter's keys; each is written on the button it stands for. */
export function useShortcuts({ openNew, openSearch, openDesk, openToday, openParked, drawerOpen }: Acts): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const onForm = useApplicationStore.getState().application === null;
      const covered =
        drawerOpen ||
        useDocumentStore.getState().wanted !== null ||
        useDuplicateStore.getState().lines !== null ||
        useReceptionStore.getState().open;
      const acts: Record<string, (() => void) | undefined> = {
        "alt+n": openNew,
        f3: openSearch,
        f6: openDesk,
        f8: openToday,
        f9: openParked,
        f2: onForm && !covered ? () => focusPath("utilities") : undefined,
        f7: onForm && !covered ? () => void startCheck() : undefined,
        f4: onForm && !covered ? previewDraft : undefined,
        "alt+p": onForm && !covered ? openConsent : undefined,
        "alt+r": onForm && !covered ? openReception : undefined,
        "alt+b": onForm && !covered ? openOutage : undefined,
        "ctrl+enter": onForm && !covered ? () => void accept() : undefined,
        escape:
          !onForm && !covered && !event.defaultPrevented ? () => useApplicationStore.getState().leave() : undefined,
      };
      // A held key repeats; an act is done once.
      const name = `${event.ctrlKey ? "ctrl+" : ""}${event.altKey ? "alt+" : ""}${event.key.toLowerCase()}`;
      const act = event.isComposing ? undefined : acts[name];
      if (act === undefined) return;
      event.preventDefault();
      if (!event.repeat) act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [openNew, openSearch, openDesk, openToday, openParked, drawerOpen]);
}
