import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { app, type BrowserWindow, type WebContents } from "electron";
import { reportError } from "#station/cli/terminal.ts";
import { startIpc, type Ipc } from "./ipc.ts";
import { readMainOptions } from "#station/app/main-options.ts";
import { openLifetime } from "./lifetime.ts";
import { faultInside, openProblem, pageGaveUp } from "./open-problem.ts";
import { electronPlatform } from "./platform.ts";
import { openLog, reportTo } from "#station/core/log.ts";
import { projectRoot } from "#station/lib/resources.ts";
import { startStation, type RunningStation } from "#station/app/start-station.ts";
import { openWithProfile } from "#station/core/station-settings.ts";
import { openApplicantSession, openSession } from "#station/core/session.ts";
import { findProxiesBy } from "#station/sync/transport/system-proxy.ts";
import type { Problem } from "#shared/lib/problem.ts";
import { maySaveAs } from "./window-rules.ts";
import { openApplicantWindow } from "./applicant-window.ts";
import { bringToFront, openCounterWindow } from "./windows.ts";

// What this program writes is for its user only.
process.umask(0o077);

const options = readMainOptions(process.argv.slice(1));
let opening: Promise<RunningStation> | null = null;
let station: RunningStation | null = null;
let ipc: Ipc | null = null;
let window: BrowserWindow | null = null;

electronPlatform.prepare();

const log = openLog(options.dataDir).area("app");
const preload = join(projectRoot(), "dist", "electron", "preload.cjs");

const lifetime = openLifetime({
  closeWindows() {
    ipc?.stop();
    window?.destroy();
  },
  async closeStation() {
    // A station that did not open has closed itself; one under unknown rules has opened.
    await opening?.catch(() => null);
    await station?.close();
  },
  closeAtOnce: () => station?.closeAtOnce(),
  relaunch: () => app.relaunch(),
  quit: () => app.quit(),
  onError: reportTo(log, reportError)("closing the station"),
});

/** The message box holds the whole program, so the station is closed before it. */
function giveUp(problem: Problem): void {
  lifetime.failWith(() => {
    electronPlatform.showProblem(problem);
    app.exit(1);
  });
}

function failOpening(error: unknown): void {
  log.fatal({ err: error }, "opening the counter");
  giveUp(openProblem(error));
}

/** Starts the station under the rules that the command line asks for. */
async function startAsked(): Promise<RunningStation> {
  station = await startStation(options.dataDir, reportError);
  if (options.profileId !== null) openWithProfile(station.context, options.profileId);
  return station;
}

/** Opens the window at once: its page says that the station opens, and its first call waits for it. */
async function open(): Promise<void> {
  if (lifetime.isEnding()) return;
  electronPlatform.onEndSignal(() => app.quit());
  findProxiesBy(electronPlatform.findProxy);
  opening = startAsked();
  const pages = startIpc(opening.then(({ dispatcher }) => dispatcher));
  ipc = pages;
  const pageDir = join(projectRoot(), "dist", "renderer");
  const counter = openCounterWindow(
    { pageDir, maySave: (page) => maySaveAs(pages.roleOf(page)) },
    { preload, log, takesFocus: true, onGivenUp: () => giveUp(pageGaveUp()) },
  );
  window = counter;
  counter.on("session-end", lifetime.hearSessionEnd);
  counter.once("closed", () => (window = null));
  const admit = (page: WebContents): void => pages.admit(page, openApplicantSession());
  const applicant = openApplicantWindow(counter, { preload, log, admit });
  pages.admit(counter.webContents, openSession(applicant.show));
  electronPlatform.onWake((await opening).sync.afterSleep);
}

function main(): void {
  process.on("uncaughtException", (error) => giveUp(faultInside(error, log)));
  process.on("unhandledRejection", reportTo(log, reportError)("doing something that nobody waited for"));
  app.on("child-process-gone", (_event, { type, reason }) =>
    log.error({ kind: type, outcome: reason }, "a process of the browser ended"),
  );
  app.on("before-quit", lifetime.hearQuit);
  app.on("window-all-closed", () => app.quit());
  // Chromium keeps its own files beside the hall's, so that the lock on one instance is a lock on one hall.
  const own = join(options.dataDir, "window");
  mkdirSync(own, { recursive: true, mode: 0o700 });
  app.setPath("userData", own);
  if (!app.requestSingleInstanceLock()) return app.exit(0);
  app.on("second-instance", () => {
    if (lifetime.hearReopen() && window !== null) bringToFront(window);
  });
  void app.whenReady().then(open).catch(failOpening);
}

try {
  main();
} catch (error) {
  // Before the program is ready, a Linux desktop shows no box.
  void app.whenReady().then(() => failOpening(error));
}
