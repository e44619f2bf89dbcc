import { ipcMain, type WebContents } from "electron";
import type { Role } from "#shared/contract/call.ts";
import { CALL_CHANNEL, EVENTS_CHANNEL } from "#station/app/own-page.ts";
import type { Dispatcher } from "#station/core/dispatcher.ts";
import { receivesEvent } from "#station/app/event-streams.ts";
import { isOwnSender } from "#station/app/own-page.ts";
import type { Session } from "#station/core/session.ts";

/** The way in for the pages of our own windows, each with its session. */
export type Ipc = {
  admit: (page: WebContents, session: Session) => void;
  /** The role of a page, null for one that was not admitted. */ roleOf: (page: WebContents) => Role | null;
  stop: () => void;
};

/** Lets admitted pages call the station and receive its events. */
export function startIpc(dispatcher: Dispatcher): Ipc {
  const pages = new Map<WebContents, Session>();
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, input: unknown) => {
    if (!isOwnSender(event.senderFrame)) throw new Error("a call from outside the page was refused");
    const session = pages.get(event.sender);
    if (session === undefined) throw new Error("a call from another window was refused");
    return dispatcher.dispatch(session, String(name), input);
  });
  const stopEvents = dispatcher.subscribe((event) => {
    const hearing = [...pages].filter(([page, session]) => !page.isDestroyed() && receivesEvent(session.role, event));
    for (const [page] of hearing) page.send(EVENTS_CHANNEL, event);
  });
  return {
    admit(page, session) {
      pages.set(page, session);
      page.once("destroyed", () => pages.delete(page));
    },
    roleOf: (page) => pages.get(page)?.role ?? null,
    stop() {
      stopEvents();
      ipcMain.removeHandler(CALL_CHANNEL);
    },
  };
}
