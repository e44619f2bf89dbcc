// Starts the built program on the stand-in: `start.ts DESKTOP APP [options]`, with a channel to the test.
// The program is not changed: it requires `electron` and gets the module below.
import type { EventEmitter } from "node:events";
import { createRequire } from "node:module";
import Module from "node:module";
import { join, resolve } from "node:path";
import { connectDevtools } from "./devtools.ts";
import { powerMonitor, screen, setDisplays, type TestDisplay } from "./desktop.ts";
import { preventable } from "./events.ts";
import { ipcMain } from "./ipc-main.ts";
import { serveSessions, StandInSession, type Machine } from "./page-session.ts";
import { StandInApp } from "./program.ts";
import { openWindows, StandInWindow } from "./windows.ts";
import type * as Electron from "electron";

type Desktop = {
  browser: string;
  displays: TestDisplay[];
  isBridgeInFrames?: boolean;
  quitsWhileOpening?: boolean;
  proxy?: string;
};

const [desktopText = "{}", folder = ".", ...options] = process.argv.slice(2);
const desktop = JSON.parse(desktopText) as Desktop;
process.argv = [process.execPath, resolve(folder), ...options];

const devtools = await connectDevtools(desktop.browser);
const context = await devtools.send("Target.createBrowserContext", { disposeOnDetach: true });
const note = (what: string, about: object = {}): void => void process.send?.({ what, ...about });
const machine: Machine = {
  devtools,
  contextId: String(context["browserContextId"]),
  proxy: desktop.proxy ?? "DIRECT",
  note,
};
const app = new StandInApp(machine);
const sessions = new Map<string, StandInSession>();

function sessionOf(name: string): StandInSession {
  const known = sessions.get(name) ?? new StandInSession(machine);
  sessions.set(name, known);
  return known;
}

function fromPartition(name: string): StandInSession {
  note("partition", { name });
  return sessionOf(name);
}

const surroundings = { machine, session: () => sessionOf(""), onAllClosed: () => app.allClosed() };

const dialog: Pick<Electron.Dialog, "showErrorBox"> = {
  showErrorBox: (title, body) => note("box", { title, body, isReady: app.isReady() }),
};
const protocol: Pick<Electron.Protocol, "registerSchemesAsPrivileged"> = {
  registerSchemesAsPrivileged: (schemes) => note("schemes", { schemes }),
};

const electron = {
  app,
  BrowserWindow: class extends StandInWindow {
    constructor(about: Electron.BrowserWindowConstructorOptions = {}) {
      // A test plays a frame that a fault let the bridge into.
      const { isBridgeInFrames: nodeIntegrationInSubFrames = false } = desktop;
      const webPreferences = {
        ...about.webPreferences,
        ...(nodeIntegrationInSubFrames && { nodeIntegrationInSubFrames }),
      };
      super(surroundings, { ...about, webPreferences });
    }
    static getAllWindows = openWindows;
  },
  dialog,
  ipcMain,
  Menu: {
    setApplicationMenu: (menu: Electron.Menu | null) => note("menu", { isNull: menu === null, isReady: app.isReady() }),
  },
  powerMonitor,
  protocol,
  screen,
  session: { fromPartition },
};

/** What a test does to the program from outside, by name. */
const deeds = {
  close: (id: number) => windowOf(id).close(),
  minimize: (id: number) => windowOf(id).minimize(),
  crash: (id: number) => windowOf(id).page.crash(),
  hang: (id: number) => windowOf(id).emit("unresponsive"),
  evaluate: ({ window, expression }: { window: number; expression: string }) =>
    windowOf(window).page.evaluate(expression),
  wouldCancel: (url: string) => windowOf(0).page.session.wouldCancel(url),
  wouldGrantDevice: () => windowOf(0).page.session.wouldGrantDevice(),
  /** Whether the program holds back what only a listener can see here. */
  prevents: (name: string) => {
    const event = preventable();
    (windowOf(0).page as EventEmitter).emit(name, event);
    return event.defaultPrevented;
  },
  quit: () => app.quit(),
  closeAndQuitTwice: () => {
    windowOf(0).destroy();
    app.quit();
    app.quit();
  },
  quitAndReopen: () => {
    app.quit();
    app.emit("second-instance", preventable(), process.argv, process.cwd(), null);
  },
  /** Windows ends the session, and the program as soon as it has heard of it. */
  endSession: () => {
    for (const window of openWindows()) window.emit("session-end", { ...preventable(), reasons: ["shutdown"] });
    process.kill(process.pid, "SIGKILL");
  },
  loseGraphics: () => app.emit("child-process-gone", preventable(), { type: "GPU", reason: "crashed", exitCode: 5 }),
  throwInside: (text: string) => {
    setImmediate(() => {
      throw new Error(text);
    });
  },
  wake: () => powerMonitor.emit("resume"),
  displays: (next: TestDisplay[]) => setDisplays(next),
  windows: () => openWindows().map((window) => window.describe()),
  /** A window of the program's session that the program itself did not make. */
  stranger: async () => {
    const first = windowOf(0);
    const about = {
      session: first.page.session,
      preload: join(process.argv[1] ?? "", "dist", "electron", "preload.cjs"),
    };
    const window = new StandInWindow(surroundings, { webPreferences: about as unknown as Electron.WebPreferences });
    await window.loadURL(first.page.getURL());
    return window.id;
  },
} satisfies Record<string, (about: never) => unknown>;

function windowOf(id: number): StandInWindow {
  const window = openWindows().find((one) => id === 0 || one.id === id);
  if (window === undefined) throw new Error(`no window ${id}`);
  return window;
}

process.on("message", ({ id, name, about }: { id: number; name: keyof typeof deeds; about: unknown }) => {
  const run = async (): Promise<unknown> => (deeds[name] as (about: unknown) => unknown)(about);
  run().then(
    (value) => note("done", { id, value }),
    (error: unknown) => note("done", { id, error: String(error) }),
  );
});
// The test has gone.
process.on("disconnect", () => process.exit(1));

setDisplays(desktop.displays);
await serveSessions(machine, () => sessions.values());
const require = createRequire(join(resolve(folder), "package.json"));
const file = require.resolve("electron");
const installed = new Module(file);
installed.exports = electron;
installed.loaded = true;
require.cache[file] = installed;
const { main } = require("./package.json") as { main: string };
require(join(resolve(folder), main));
app.begin();
// The program waits for the same moment, and has waited longer.
if (desktop.quitsWhileOpening === true) void app.whenReady().then(() => app.quit());
