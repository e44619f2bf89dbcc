import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { app, protocol, type BrowserWindow } from "electron";
import { reportError } from "#station/cli/terminal.ts";
import { startIpc, type Ipc } from "./ipc.ts";
import { APP_SCHEME } from "#station/app/own-page.ts";
import { readMainOptions } from "#station/app/main-options.ts";
import { openProblem } from "./open-problem.ts";
import { electronPlatform } from "./platform.ts";
import { logCrashes, openLog, reportTo } from "#station/core/log.ts";
import { projectRoot } from "#station/lib/resources.ts";
import { startStation, type RunningStation } from "#station/app/start-station.ts";
import { openWithProfile } from "#station/core/station-settings.ts";
import { openApplicantSession, openSession } from "#station/core/session.ts";
import { loadApplicantPage, loadCounterPage, openApplicantWindow, openCounterWindow } from "./windows.ts";

// What this program writes is for its user only.
process.umask(0o077);

const options = readMainOptions(process.argv.slice(1));
let running: RunningStation | null = null;
let window: BrowserWindow | null = null;
let applicantWindow: BrowserWindow | null = null;

app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

const log = openLog(options.dataDir).area("app");
const report = reportTo(log, reportError);

function giveUp(error: unknown): void {
  log.fatal({ err: error }, "opening the counter");
  electronPlatform.showProblem(openProblem(error));
  app.exit(1);
}

/** Opens the applicant's window, or brings it to the front where it is open. */
function showApplicant(ipc: Ipc, preload: string): null {
  if (window === null) return null;
  if (applicantWindow !== null) {
    applicantWindow.show();
    return null;
  }
  const opened = openApplicantWindow(window, preload);
  applicantWindow = opened;
  ipc.admit(opened.webContents, openApplicantSession());
  opened.once("closed", () => {
    applicantWindow = null;
  });
  loadApplicantPage(opened).catch(report("opening the applicant's window"));
  return null;
}

async function open(): Promise<void> {
  const dist = join(projectRoot(), "dist");
  running = await startStation(options.dataDir, reportError);
  if (options.profileId !== null) openWithProfile(running.context, options.profileId);
  const { dispatcher, outbox } = running;
  electronPlatform.onWake(() => outbox.outboxWorker.wake());
  const preload = join(dist, "electron", "preload.cjs");
  window = openCounterWindow({
    pageDir: join(dist, "renderer"),
    preload,
    onGivenUp: (reason) => giveUp(new Error(reason)),
  });
  const ipc = startIpc(dispatcher);
  ipc.admit(
    window.webContents,
    openSession(() => showApplicant(ipc, preload)),
  );
  window.once("closed", () => {
    ipc.stop();
    window = null;
    // The applicant's window has no work without the counter's.
    applicantWindow?.close();
  });
  await loadCounterPage(window);
}

/** Lets the printer and the outbox finish their current work before the program ends. */
function closeFirst(event: Electron.Event): void {
  if (running === null) return;
  event.preventDefault();
  const closing = running;
  running = null;
  closing
    .close()
    .catch(report("closing the station"))
    .finally(() => app.quit());
}

function main(): void {
  logCrashes(log);
  // Chromium keeps its own files beside the hall's, so that the lock on one instance is a lock on one hall.
  const own = join(options.dataDir, "window");
  mkdirSync(own, { recursive: true, mode: 0o700 });
  app.setPath("userData", own);
  if (!app.requestSingleInstanceLock()) return app.exit(0);
  app.on("second-instance", () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on("window-all-closed", () => app.quit());
  app.on("before-quit", closeFirst);
  void app.whenReady().then(open).catch(giveUp);
}

try {
  main();
} catch (error) {
  giveUp(error);
}
