import { dialog, powerMonitor } from "electron";
import type { Platform } from "./platform.ts";
import { problemText } from "./problem-text.ts";

/** The shell that Electron is. */
export const electronPlatform: Platform = {
  showProblem(problem) {
    const { title, body } = problemText(problem);
    dialog.showErrorBox(title, body);
  },
  onWake(listener) {
    powerMonitor.on("resume", listener);
    powerMonitor.on("unlock-screen", listener);
  },
};
