import { create } from "zustand";
import type { News } from "../../shared/contract/calls.ts";
import { hear } from "../host/host.ts";

type Listener = (news: News) => void;
const listeners = new Set<Listener>();

type LinkState = { up: boolean; /** Grows each time the link comes back, so that lists are read again. */ revived: number };

/** Whether the host can be heard; true at first, so that nothing flashes while the page opens. */
export const useLinkStore = create<LinkState>()(() => ({ up: true, revived: 0 }));

/** Starts hearing the host; called once, by the page's root. */
export const startNews = (): (() => void) =>
  hear(
    (news) => listeners.forEach((listener) => listener(news)),
    (up) => useLinkStore.setState((was) => ({ up, revived: up && !was.up ? was.revived + 1 : was.revived })),
  );

/** Hears news until the returned function is called. */
export function onNews(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
