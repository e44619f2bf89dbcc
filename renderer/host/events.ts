import { create } from "zustand";
import type { News } from "#shared/contract/calls.ts";
import { hear } from "./host.ts";

type Listener = { hear: (news: News) => void; again: () => void };
const listeners = new Set<Listener>();

/** Whether the host can be heard; true at first, so that nothing flashes while the page opens. */
export const useLinkStore = create<{ up: boolean }>()(() => ({ up: true }));

/** Starts hearing the host; called once, by the page's root. */
export const startNews = (): (() => void) =>
  hear(
    (news) => listeners.forEach((listener) => listener.hear(news)),
    (up) => {
      const back = up && !useLinkStore.getState().up;
      useLinkStore.setState({ up });
      if (back) listeners.forEach((listener) => listener.again());
    },
  );

/** Hears news until the returned function is called; `again` runs when the link comes back, because news were missed meanwhile. */
export function onNews(heard: (news: News) => void, again: () => void): () => void {
  const listener: Listener = { hear: heard, again };
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
