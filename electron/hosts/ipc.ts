import { ipcMain, type WebContents } from "electron";
import { CALL_CHANNEL, NEWS_CHANNEL } from "./channels.ts";
import type { Dispatcher } from "./dispatch.ts";
import { isOwnSender } from "./own-page.ts";
import { openSession } from "./session.ts";

/** Lets one window's page call the hall and hear its news; returns the way to stop. */
export function startIpc(dispatcher: Dispatcher, page: WebContents): () => void {
  const session = openSession();
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, input: unknown) => {
    if (!isOwnSender(event.senderFrame)) throw new Error("a call from outside the page was refused");
    if (event.sender !== page) throw new Error("a call from another window was refused");
    return dispatcher.dispatch(session, String(name), input);
  });
  const stopNews = dispatcher.onNews((news) => {
    if (!page.isDestroyed()) page.send(NEWS_CHANNEL, news);
  });
  return () => {
    stopNews();
    ipcMain.removeHandler(CALL_CHANNEL);
  };
}
