import type * as Electron from "electron";

/** A preventable event of Electron's. */
type Preventable = Electron.Event;

/** What the program emits, with the arguments that its listeners get. */
export type AppEvents = {
  ready: [event: Preventable, launchInfo: Record<string, unknown>];
  "window-all-closed": [];
  "before-quit": [event: Preventable];
  "will-quit": [event: Preventable];
  quit: [event: Preventable, exitCode: number];
  "second-instance": [event: Preventable, argv: string[], folder: string, additionalData: unknown];
  "child-process-gone": [event: Preventable, details: Electron.Details];
};

/** What a window emits. */
export type WindowEvents = {
  "ready-to-show": [];
  show: [];
  focus: [];
  blur: [];
  close: [event: Preventable];
  closed: [];
  unresponsive: [];
  responsive: [];
  "query-session-end": [event: Electron.WindowSessionEndEvent];
  "session-end": [event: Electron.WindowSessionEndEvent];
};

/** What a page emits. */
export type PageEvents = {
  "did-start-navigation": [
    details: Electron.Event<Electron.WebContentsDidStartNavigationEventParams>,
    url: string,
    isInPlace: boolean,
    isMainFrame: boolean,
    frameProcessId: number,
    frameRoutingId: number,
  ];
  "did-finish-load": [];
  "did-fail-load": [
    event: Preventable,
    errorCode: number,
    errorDescription: string,
    url: string,
    isMainFrame: boolean,
    frameProcessId: number,
    frameRoutingId: number,
  ];
  "did-stop-loading": [];
  "will-navigate": [
    details: Electron.Event<Electron.WebContentsWillNavigateEventParams>,
    url: string,
    isInPlace: boolean,
    isMainFrame: boolean,
    frameProcessId: number,
    frameRoutingId: number,
  ];
  "render-process-gone": [event: Preventable, details: Electron.RenderProcessGoneDetails];
  "preload-error": [event: Preventable, preloadPath: string, error: Error];
  destroyed: [];
};

/** What the displays emit. */
export type ScreenEvents = {
  "display-added": [event: Preventable, display: Electron.Display];
  "display-removed": [event: Preventable, display: Electron.Display];
  "display-metrics-changed": [event: Preventable, display: Electron.Display, changed: string[]];
};

/** What a browser session emits. */
export type SessionEvents = {
  "will-download": [
    event: Preventable,
    item: Electron.DownloadItem,
    page: Electron.WebContents,
    frame: Electron.WebFrameMain | null,
  ];
};

/** An event that a listener may prevent. */
export function preventable<More extends object = object>(more?: More): Electron.Event<More> {
  let isPrevented = false;
  return {
    ...(more as More),
    preventDefault: () => {
      isPrevented = true;
    },
    get defaultPrevented() {
      return isPrevented;
    },
  };
}

/** Compiles only while the arguments above are those that Electron's own `on` gives to a listener. */
export function compareWithElectron(
  real: { app: Electron.App; window: Electron.BrowserWindow; page: Electron.WebContents; screen: Electron.Screen },
  ours: { app: AppEvents; window: WindowEvents; page: PageEvents; screen: ScreenEvents; session: SessionEvents },
): void {
  const { app, window, page, screen } = real;
  const fits = <Args>(_real: Args, _ours: NoInfer<Args>): void => undefined;
  app.on("window-all-closed", (...args: []) => fits(args, ours.app["window-all-closed"]));
  app.on("before-quit", (...args) => fits(args, ours.app["before-quit"]));
  app.on("will-quit", (...args) => fits(args, ours.app["will-quit"]));
  app.on("quit", (...args) => fits(args, ours.app.quit));
  app.on("second-instance", (...args) => fits(args, ours.app["second-instance"]));
  app.on("child-process-gone", (...args) => fits(args, ours.app["child-process-gone"]));
  window.on("ready-to-show", (...args: []) => fits(args, ours.window["ready-to-show"]));
  window.on("close", (...args) => fits(args, ours.window.close));
  window.on("closed", (...args: []) => fits(args, ours.window.closed));
  window.on("unresponsive", (...args: []) => fits(args, ours.window.unresponsive));
  window.on("query-session-end", (...args) => fits(args, ours.window["query-session-end"]));
  window.on("session-end", (...args) => fits(args, ours.window["session-end"]));
  page.on("did-start-navigation", (...args) => fits(args, ours.page["did-start-navigation"]));
  page.on("did-fail-load", (...args) => fits(args, ours.page["did-fail-load"]));
  page.on("will-navigate", (...args) => fits(args, ours.page["will-navigate"]));
  page.on("render-process-gone", (...args) => fits(args, ours.page["render-process-gone"]));
  page.on("preload-error", (...args) => fits(args, ours.page["preload-error"]));
  page.session.on("will-download", (...args) => fits(args, ours.session["will-download"]));
  screen.on("display-removed", (...args) => fits(args, ours.screen["display-removed"]));
  screen.on("display-metrics-changed", (...args) => fits(args, ours.screen["display-metrics-changed"]));
}
