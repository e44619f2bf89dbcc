import { create } from "zustand";
import type { StationEvent } from "#shared/contract/events.ts";
import { subscribe } from "./host.ts";

type Listener = { onEvent: (event: StationEvent) => void; again: () => void };
const listeners = new Set<Listener>();

/** Whether the host is connected; true at first, so that nothing flashes while the page opens. */
export const useLinkStore = create<{ up: boolean }>()(() => ({ up: true }));

/** Subscribes to the host's events; called once, by the page's root. */
export const startEvents = (): (() => void) =>
  subscribe(
    (event) => listeners.forEach((listener) => listener.onEvent(event)),
    (up) => {
      const back = up && !useLinkStore.getState().up;
      useLinkStore.setState({ up });
      if (back) listeners.forEach((listener) => listener.again());
    },
  );

/** Subscribes to events; `again` runs on reconnect, because events were missed. Returns the unsubscribe function. */
export function followEvents(onEvent: (event: StationEvent) => void, again: () => void): () => void {
  const listener: Listener = { onEvent, again };
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
