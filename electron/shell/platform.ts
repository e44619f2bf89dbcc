import { app, dialog, Menu, powerMonitor, protocol } from "electron";
import { OWN_SCHEME } from "#station/app/own-page.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { problemText } from "./open-problem.ts";

/** What the product needs from its shell and plain Node does not have. */
type Platform = {
  /**
   * What has to be set before Electron is ready. Without a menu the windows have none of its keys: close, reload, zoom,
   * developer tools.
   */
  prepare: () => void;
  /** How the system reaches an address: Windows' own proxy setting, or a script's answer. */
  findProxy: (url: string) => Promise<string>;
  /** Shows a problem that keeps the hall from opening, and waits until it is read. */
  showProblem: (problem: Problem) => void;
  /** Called when the computer wakes or the network may be back: the outbox need not wait for its next try. */
  onWake: (listener: () => void) => void;
  /** Called each time the system or a person ends the program by a signal. */ onEndSignal: (
    listener: () => void,
  ) => void;
};

/** The shell that Electron is. */
export const electronPlatform: Platform = {
  prepare() {
    app.enableSandbox();
    // Chromium's own words, in a file dialog or a hint, follow the page and not the system.
    app.commandLine.appendSwitch("lang", "zh-CN");
    protocol.registerSchemesAsPrivileged([OWN_SCHEME]);
    // On macOS copying and pasting are keys of the menu.
    const isMac = process.platform === "darwin";
    Menu.setApplicationMenu(isMac ? Menu.buildFromTemplate([{ role: "appMenu" }, { role: "editMenu" }]) : null);
  },
  findProxy: (url) => app.resolveProxy(url),
  showProblem(problem) {
    const { title, body } = problemText(problem);
    dialog.showErrorBox(title, body);
  },
  onWake(listener) {
    powerMonitor.on("resume", listener);
    powerMonitor.on("unlock-screen", listener);
  },
  onEndSignal(listener) {
    // Electron's own handler quits at the first signal, and lets a second one kill.
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, listener);
  },
};
