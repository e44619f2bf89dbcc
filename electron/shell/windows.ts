import { BrowserWindow, screen, session, type BrowserWindowConstructorOptions, type Session } from "electron";
import { applicantBounds } from "./window-rules.ts";
import { answerPage } from "#station/app/page-files.ts";
import { APPLICANT_URL, APP_SCHEME, APP_URL, isOwnRequest, isOwnUrl, mayUse } from "#station/app/own-page.ts";
import type { Log } from "#station/core/log.ts";
import { setTimer } from "#station/lib/timers.ts";
import { keepPage } from "./keep-page.ts";

/** What a window needs: the preload script, the log, and what to call when its page keeps failing. */
export type WindowNeeds = { preload: string; log: Log; onGivenUp: () => void };

/** A browser session that lives in memory only, serves our own files, and grants nothing but copying. */
function openPageSession(pageDir: string): Session {
  const pages = session.fromPartition("counter", { cache: false });
  pages.protocol.handle(APP_SCHEME, (request) => answerPage(pageDir, request.method, request.url));
  pages.setPermissionRequestHandler((_page, permission, decide, { requestingUrl, isMainFrame }) =>
    decide(mayUse(permission, { url: requestingUrl, isTop: isMainFrame })),
  );
  pages.setPermissionCheckHandler((_page, permission, url, { isMainFrame }) =>
    mayUse(permission, { url, isTop: isMainFrame }),
  );
  pages.setDevicePermissionHandler(() => false);
  pages.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isOwnRequest(details.url) }));
  return pages;
}

/** Shows a window that is open, also where it was minimised. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
}

/** Keeps a window on its own page, brings it back after a failure, and shows it when it has something to show. */
function watchPage(window: BrowserWindow, url: string, { log, onGivenUp }: WindowNeeds): void {
  const page = window.webContents;
  page.setWindowOpenHandler(() => ({ action: "deny" }));
  page.on("will-navigate", (event, url) => {
    if (!isOwnUrl(url)) event.preventDefault();
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
  window.setMenuBarVisibility(false);
  window.once("ready-to-show", () => window.show());
  // Whoever opened the window admits its page first.
  setImmediate(() => {
    if (!window.isDestroyed()) watch.load();
  });
}

/** Makes a window of ours: sandboxed, isolated, and unable to go anywhere but its own page. */
function makeWindow(
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
      // Chromium shows the PDF preview through its own viewer, which counts as a plugin.
      plugins: true,
    },
  });
  watchPage(window, url, needs);
  return window;
}

/** Opens the counter's window on the built page of this folder. */
export const openCounterWindow = (pageDir: string, needs: WindowNeeds): BrowserWindow =>
  makeWindow(
    { width: 1366, height: 768, minWidth: 1024, minHeight: 640, title: "联动报装窗口 Liandong Counter" },
    openPageSession(pageDir),
    APP_URL,
    needs,
  );

/** Opens the window turned to the applicant beside the counter's: over the whole second display where there is one. */
export function openApplicantWindow(counter: BrowserWindow, needs: Omit<WindowNeeds, "onGivenUp">): BrowserWindow {
  const bounds = applicantBounds(screen.getAllDisplays(), screen.getDisplayMatching(counter.getBounds()).id);
  const place = bounds === null ? { width: 1280, height: 760 } : { ...bounds, fullscreen: true };
  const title = "申请人核对屏 Applicant's screen";
  const window = makeWindow({ ...place, title }, counter.webContents.session, APPLICANT_URL, {
    ...needs,
    onGivenUp: () => window.destroy(),
  });
  return window;
}

// The linter knows a window by the name under which one was made above.
const loadPage = (window: BrowserWindow, url: string): Promise<void> => window.loadURL(url);
