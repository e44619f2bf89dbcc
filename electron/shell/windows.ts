import { BrowserWindow, screen, session } from "electron";
import type { BrowserWindowConstructorOptions, Session, WebContents } from "electron";
import { counterPlace } from "./window-rules.ts";
import { answerPage } from "#station/app/page-files.ts";
import { APP_SCHEME, APP_URL, isOwnPage, isOwnRequest, mayUse } from "#station/app/own-page.ts";
import type { Log } from "#station/core/log.ts";
import { setTimer } from "#station/lib/timers.ts";
import { keepPage } from "./keep-page.ts";

/** What a window needs. */
export type WindowNeeds = {
  preload: string;
  log: Log;
  /** Whether it takes the keyboard when it comes up. */ takesFocus: boolean;
  /** Called when its page keeps failing. */ onGivenUp: () => void;
};

/** What the counter's window needs for all windows: the built page, and who may save a file from one. */
export type PageNeeds = { pageDir: string; maySave: (page: WebContents) => boolean };

/**
 * A browser session that serves our own files and grants nothing but copying. It keeps the language and which form was
 * open, beside the hall's own files; no answer of the host, since nothing is cached.
 */
function openPageSession({ pageDir, maySave }: PageNeeds): Session {
  const pages = session.fromPartition("persist:counter", { cache: false });
  pages.protocol.handle(APP_SCHEME, (request) => answerPage(pageDir, request.method, request.url));
  pages.setPermissionRequestHandler((_page, permission, decide, { requestingUrl, isMainFrame }) =>
    decide(mayUse(permission, { url: requestingUrl, isTop: isMainFrame })),
  );
  pages.setPermissionCheckHandler((_page, permission, url, { isMainFrame }) =>
    mayUse(permission, { url, isTop: isMainFrame }),
  );
  pages.setDevicePermissionHandler(() => false);
  // A save dialog shows the machine's files.
  pages.on("will-download", (event, _item, page) => {
    if (!maySave(page)) event.preventDefault();
  });
  pages.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isOwnRequest(details.url) }));
  return pages;
}

/** Shows a window that is open, also where it was minimised. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
}

/** Keeps a window on its own page, brings it back after a failure, and shows it when it has something to show. */
function watchPage(window: BrowserWindow, url: string, { log, takesFocus, onGivenUp }: WindowNeeds): void {
  const page = window.webContents;
  page.setWindowOpenHandler(() => ({ action: "deny" }));
  page.on("will-navigate", (event, url) => {
    if (!isOwnPage(url)) event.preventDefault();
  });
  page.on("will-redirect", (event) => event.preventDefault());
  page.on("will-attach-webview", (event) => event.preventDefault());
  const kept = {
    load: () => loadPage(window, url),
    isClosed: () => window.isDestroyed(),
    end: () => page.forcefullyCrashRenderer(),
  };
  const watch = keepPage(kept, { log, onGivenUp, setTimer, nowMs: Date.now });
  page.on("render-process-gone", (_event, { reason }) => watch.crashed(reason));
  page.on("preload-error", (_event, _path, error) => log.error({ err: error }, "running the preload script"));
  window.on("unresponsive", watch.unresponsive);
  window.on("responsive", watch.responsive);
  window.once("ready-to-show", () => (takesFocus ? window.show() : window.showInactive()));
  // Whoever opened the window admits its page first.
  setImmediate(() => {
    if (!window.isDestroyed()) watch.load();
  });
}

/** Makes a window of ours: sandboxed, isolated, and unable to go anywhere but its own page. */
export function makeWindow(
  place: BrowserWindowConstructorOptions,
  pages: Session,
  url: string,
  needs: WindowNeeds,
): BrowserWindow {
  const window = new BrowserWindow({
    ...place,
    show: false,
    backgroundColor: "#eef1f4",
    webPreferences: {
      session: pages,
      preload: needs.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    },
  });
  watchPage(window, url, needs);
  return window;
}

/** Opens the counter's window, no larger than the system's own bars leave it. */
export function openCounterWindow(pages: PageNeeds, needs: WindowNeeds): BrowserWindow {
  const { isTight, ...place } = counterPlace(screen.getPrimaryDisplay().workArea);
  const title = "联动报装窗口 Liandong Counter";
  const window = makeWindow({ ...place, title }, openPageSession(pages), APP_URL, needs);
  if (isTight) window.once("ready-to-show", () => window.maximize());
  return window;
}

// The linter knows a window by the name under which one was made above.
const loadPage = (window: BrowserWindow, url: string): Promise<void> => window.loadURL(url);
