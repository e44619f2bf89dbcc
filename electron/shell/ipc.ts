import { ipcMain, type WebContents } from "electron";
import type { Role } from "#shared/contract/call.ts";
import type { StationEvent } from "#shared/contract/events.ts";
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

/**
 * Lets admitted pages call the station and receive its events. A call that comes while the station opens waits for it:
 * the window is there meanwhile.
 */
export function startIpc(opening: Promise<Dispatcher>): Ipc {
  const pages = new Map<WebContents, Session>();
  let stopEvents = (): void => undefined;
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, input: unknown) => {
    if (!isOwnSender(event.senderFrame)) throw new Error("a call from outside the page was refused");
    const session = pages.get(event.sender);
    if (session === undefined) throw new Error("a call from another window was refused");
    return (await opening).dispatch(session, String(name), input);
  });
  const tell = (event: StationEvent): void => {
    const hearing = [...pages].filter(([page, session]) => !page.isDestroyed() && receivesEvent(session.role, event));
    for (const [page] of hearing) page.send(EVENTS_CHANNEL, event);
  };
  const listen = async (): Promise<void> => {
    stopEvents = (await opening).subscribe(tell);
  };
  // Whoever opens the station says why it did not open.
  listen().catch(() => undefined);
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
