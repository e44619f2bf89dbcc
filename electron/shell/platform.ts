import { dialog, Menu, powerMonitor } from "electron";
import type { Problem } from "#shared/lib/problem.ts";
import { problemText } from "./open-problem.ts";

/** What the product needs from its shell and plain Node does not have. */
type Platform = {
  /** Leaves the windows without a menu, and so without the keys of the default one: close, reload, zoom, developer tools. */
  removeMenu: () => void;
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
  removeMenu() {
    // On macOS copying and pasting are keys of the menu.
    const isMac = process.platform === "darwin";
    Menu.setApplicationMenu(isMac ? Menu.buildFromTemplate([{ role: "appMenu" }, { role: "editMenu" }]) : null);
  },
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
