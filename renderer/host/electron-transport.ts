import type { Answer, News } from "#shared/contract/calls.ts";
import type { Transport } from "./transport.ts";

/** What Electron's preload script puts on `window`. */
export type HallBridge = {
  call: (name: string, input: unknown) => Promise<Answer>;
  onNews: (listener: (news: News) => void) => () => void;
};

declare global {
  interface Window {
    hall?: HallBridge;
  }
}

/** Reaches the host through Electron's preload bridge. */
export const electronTransport = (bridge: HallBridge): Transport => ({
  call: (name, input) => bridge.call(name, input),
  listen: (onNews, onLink) => {
    onLink(true);
    return bridge.onNews(onNews);
  },
});
