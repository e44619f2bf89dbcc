import { EventEmitter } from "node:events";
import { mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type * as Electron from "electron";
import { preventable, type AppEvents } from "./events.ts";
import type { Machine } from "./page-session.ts";
import { openWindows } from "./windows.ts";

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** The program: its life from start to end, in Electron's order (`shell/browser/browser.cc`). */
export class StandInApp
  extends EventEmitter<AppEvents>
  implements
    Pick<
      Electron.App,
      | "enableSandbox"
      | "setPath"
      | "getPath"
      | "getVersion"
      | "isReady"
      | "whenReady"
      | "quit"
      | "exit"
      | "relaunch"
      | "requestSingleInstanceLock"
      | "releaseSingleInstanceLock"
      | "hasSingleInstanceLock"
      | "resolveProxy"
    >
{
  readonly isPackaged = false;
  readonly commandLine: Pick<Electron.CommandLine, "appendSwitch"> = {
    appendSwitch: (name, value = "") => this.machine.note("switch", { name, value }),
  };
  private readonly machine: Machine;
  private readonly paths = new Map<string, string>();
  private readonly begun: Promise<void>;
  private becomeReady: () => void = () => undefined;
  private state = { isReady: false, isQuitting: false, isExiting: false, isShutDown: false };
  private exitCode = 0;
  private lock: string | null = null;
  private relaunched: string[] | null = null;

  constructor(machine: Machine) {
    super();
    this.machine = machine;
    this.begun = new Promise((resolve) => {
      this.becomeReady = resolve;
    });
  }

  enableSandbox(): void {
    this.machine.note("sandbox enabled");
  }

  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }

  getPath(name: string): string {
    const path = this.paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  getVersion = (): string => "0.0.0";
  isReady = (): boolean => this.state.isReady;
  whenReady = (): Promise<void> => this.begun;
  resolveProxy = (_url: string): Promise<string> => Promise.resolve(this.machine.proxy);

  /** Chromium is there: what the program waits for. A first signal asks it to quit; a second one of its kind kills. */
  begin(): void {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      process.removeAllListeners(signal);
      process.once(signal, () => this.quit());
    }
    this.state.isReady = true;
    this.emit("ready", preventable(), {});
    this.becomeReady();
  }

  quit(): void {
    if (this.state.isQuitting) return;
    this.machine.note("before-quit");
    this.state.isQuitting = this.passes("before-quit");
    if (!this.state.isQuitting) return;
    if (openWindows().length === 0) return this.notifyAndShutDown();
    for (const window of openWindows()) window.close();
  }

  exit(code = 0): void {
    this.exitCode = code;
    // Before there is a message loop, the process ends on the spot.
    if (!this.state.isReady) return this.end();
    this.state.isQuitting = true;
    this.state.isExiting = true;
    if (openWindows().length === 0) return this.shutDown();
    for (const window of openWindows()) window.destroy();
  }

  relaunch(options: Electron.RelaunchOptions = {}): void {
    this.relaunched = options.args ?? process.argv.slice(1);
  }

  /** The last window has closed. */
  allClosed(): void {
    if (this.state.isExiting) this.shutDown();
    else if (this.state.isQuitting) this.notifyAndShutDown();
    else if (this.listenerCount("window-all-closed") > 0) this.emit("window-all-closed");
    else this.quit();
  }

  /** A lock beside Chromium's own files, as Chromium keeps it; the one who has it hears of the other. */
  requestSingleInstanceLock(): boolean {
    const folder = this.getPath("userData");
    mkdirSync(folder, { recursive: true });
    const lock = join(folder, "SingletonLock");
    for (;;) {
      try {
        symlinkSync(String(process.pid), lock);
        this.lock = lock;
        process.on("SIGUSR2", () => {
          const argv = JSON.parse(readFileSync(`${lock}.args`, "utf8")) as string[];
          this.emit("second-instance", preventable(), argv, process.cwd(), null);
        });
        return true;
      } catch {
        const owner = Number(readlinkSync(lock));
        if (isRunning(owner)) {
          writeFileSync(`${lock}.args`, JSON.stringify(process.argv));
          process.kill(owner, "SIGUSR2");
          return false;
        }
        rmSync(lock);
      }
    }
  }

  hasSingleInstanceLock = (): boolean => this.lock !== null;

  releaseSingleInstanceLock(): void {
    if (this.lock !== null) rmSync(this.lock, { force: true });
    this.lock = null;
  }

  private passes(name: "before-quit" | "will-quit"): boolean {
    const event = preventable();
    this.emit(name, event);
    return !event.defaultPrevented;
  }

  private notifyAndShutDown(): void {
    if (this.state.isShutDown) return;
    this.machine.note("will-quit");
    if (this.passes("will-quit")) this.shutDown();
    else this.state.isQuitting = false;
  }

  private shutDown(): void {
    if (this.state.isShutDown) return;
    this.state.isShutDown = true;
    this.state.isQuitting = true;
    this.emit("quit", preventable(), this.exitCode);
    this.end();
  }

  private end(): void {
    this.machine.note("ended", { code: this.exitCode, relaunched: this.relaunched });
    this.releaseSingleInstanceLock();
    this.machine.devtools.close();
    process.exit(this.exitCode);
  }
}
