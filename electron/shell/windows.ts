import { BrowserWindow, screen, session, type BrowserWindowConstructorOptions, type Session } from "electron";
import { applicantBounds } from "./window-rules.ts";
import { answerPage } from "#station/app/page-files.ts";
import { APPLICANT_URL, APP_SCHEME, APP_URL, isOwnRequest, isOwnUrl } from "#station/app/own-page.ts";
import { openReloadLimit } from "./window-rules.ts";

/** What a window needs: the built page's folder, the preload script, and what to call when a page keeps crashing. */
export type WindowNeeds = { pageDir: string; preload: string; onGivenUp: (reason: string) => void };

/** A browser session that lives in memory only, serves our own files, and grants nothing. */
function openPageSession(pageDir: string): Session {
  const pages = session.fromPartition("counter", { cache: false });
  pages.protocol.handle(APP_SCHEME, (request) => answerPage(pageDir, request.method, request.url));
  pages.setPermissionRequestHandler((_page, _permission, decide) => decide(false));
  pages.setPermissionCheckHandler(() => false);
  pages.setDevicePermissionHandler(() => false);
  pages.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isOwnRequest(details.url) }));
  return pages;
}

/** Keeps a window on its own page, brings it back after a crash, and shows it when it has something to show. */
function watchPage(window: BrowserWindow, onGivenUp: (reason: string) => void): void {
  const page = window.webContents;
  page.setWindowOpenHandler(() => ({ action: "deny" }));
  page.on("will-navigate", (event, url) => {
    if (!isOwnUrl(url)) event.preventDefault();
  });
  page.on("will-redirect", (event) => event.preventDefault());
  page.on("will-attach-webview", (event) => event.preventDefault());
  const mayReload = openReloadLimit();
  page.on("render-process-gone", (_event, details) => {
    if (details.reason === "clean-exit") return;
    if (mayReload(Date.now())) page.reload();
    else onGivenUp(details.reason);
  });
  window.setMenuBarVisibility(false);
  window.once("ready-to-show", () => window.show());
}

/** Makes a window of ours: sandboxed, isolated, and unable to go anywhere but its own page. */
function makeWindow(
  place: BrowserWindowConstructorOptions,
  pages: Session,
  preload: string,
  onGivenUp: (reason: string) => void,
): BrowserWindow {
  const window = new BrowserWindow({
    ...place,
    show: false,
    backgroundColor: "#eef1f4",
    webPreferences: {
      session: pages,
      preload,
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
  watchPage(window, onGivenUp);
  return window;
}

/** Opens the counter's window. */
export const openCounterWindow = (needs: WindowNeeds): BrowserWindow =>
  makeWindow(
    { width: 1366, height: 768, minWidth: 1024, minHeight: 640, title: "联动报装窗口 Liandong Counter" },
    openPageSession(needs.pageDir),
    needs.preload,
    needs.onGivenUp,
  );

/** Opens the window turned to the applicant beside the counter's: over the whole second display where there is one. */
export function openApplicantWindow(counter: BrowserWindow, preload: string): BrowserWindow {
  const bounds = applicantBounds(screen.getAllDisplays(), screen.getDisplayMatching(counter.getBounds()).id);
  const place = bounds === null ? { width: 1280, height: 760 } : { ...bounds, fullscreen: true };
  const window = makeWindow(
    { ...place, title: "申请人核对屏 Applicant's screen" },
    counter.webContents.session,
    preload,
    () => window.destroy(),
  );
  return window;
}

/** Loads the page; separate, so that listeners are attached first. */
export const loadCounterPage = (window: BrowserWindow): Promise<void> => window.loadURL(APP_URL);

/** Loads the page of the applicant's window. */
export const loadApplicantPage = (window: BrowserWindow): Promise<void> => window.loadURL(APPLICANT_URL);
