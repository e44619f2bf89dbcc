import { create } from "zustand";
import { ask } from "#renderer/host/host.ts";
import { resetDisplay } from "./kiosk-display.ts";
import { useVisitStore } from "./visit-store.ts";

/** Whether the host has forgotten the last visit: a kiosk opens for the next visitor only when it has. */
export const useWipeStore = create<{ host: "wiped" | "wiping" | "failed" }>()(() => ({ host: "wiping" }));

/** Clears the visit on the host; the page's own memory is already clear. */
export async function wipeHost(): Promise<void> {
  try {
    await ask("session.startKiosk", {});
    useWipeStore.setState({ host: "wiped" });
  } catch {
    // Why it failed is of no use to a visitor: the kiosk stays closed and tries again.
    useWipeStore.setState({ host: "failed" });
  }
}

/** Ends the visit: everything of the visitor leaves the memory at once, then the host forgets which application was theirs. */
export function wipeVisit(): void {
  useVisitStore.getState().drop();
  resetDisplay();
  useWipeStore.setState({ host: "wiping" });
  void wipeHost();
}
