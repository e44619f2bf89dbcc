import { dialog, powerMonitor } from "electron";
import type { Problem } from "#shared/lib/problem.ts";
import { problemText } from "./open-problem.ts";

/** The little that the product asks of its shell and that plain Node cannot give. */
type Platform = {
  /** Shows a problem that keeps the hall from opening, and waits until it is read. */
  showProblem: (problem: Problem) => void;
  /** Calls when the computer wakes or the network may be back: the outbox need not wait for its next try. */
  onWake: (listener: () => void) => void;
};

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
