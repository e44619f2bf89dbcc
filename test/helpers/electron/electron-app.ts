import { fork, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { chromium, type Browser, type Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { findBrowser, isLinuxRoot } from "#station/launch/find-browser.mjs";
import { findOnPath } from "#station/launch/npm.mjs";
import { putSetting } from "#station/db/settings.ts";
import { PROJECT } from "#test/helpers/project-files.ts";
import { plantStore } from "#test/helpers/store-template.ts";
import type { TestDisplay } from "./desktop.ts";

/** What the stand-in notes: a box, a window, a navigation, the end. */
export type Note = { what: string; [about: string]: unknown };

/** A window of the program as it is now. */
export type WindowState = {
  id: number;
  url: string;
  bounds: { x: number; y: number; width: number; height: number };
  isVisible: boolean;
  isFocused: boolean;
  isFull: boolean;
  isMaximized: boolean;
};

const WAIT_MS = 90_000;

/** A display without bars of the system's own. */
export const display = (id: number, x: number, width = 1366, height = 768): TestDisplay => ({
  id,
  bounds: { x, y: 0, width, height },
  workArea: { x, y: 0, width, height },
});

/** The one Chromium of this test worker; it ends when the pipe to the worker closes. */
let running: Promise<string> | null = null;

async function launchChromium(): Promise<string> {
  const named = process.env["LIANDONG_BROWSER"] === undefined ? findOnPath("chromium-headless-shell") : null;
  const program = named ?? findBrowser(process.platform, process.env);
  if (program === null) throw new Error("no Chromium on this machine (apt-get install chromium, or LIANDONG_BROWSER)");
  const profile = mkdtempSync(join(tmpdir(), "stand-in-chromium-"));
  const child = spawn(
    program,
    [
      "--headless",
      "--disable-gpu",
      "--remote-debugging-pipe",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "--no-first-run",
      "--disable-background-networking",
      ...(isLinuxRoot(process.platform) ? ["--no-sandbox"] : []),
    ],
    { stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"] },
  );
  child.unref();
  process.once("exit", () => child.kill("SIGKILL"));
  return new Promise((resolve, reject) => {
    let told = "";
    child.once("exit", () => reject(new Error(`Chromium ended: ${told}`)));
    child.stderr?.on("data", (part: Buffer) => {
      told += part.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(told)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}

/** The built program, running on the stand-in. */
export class ElectronApp {
  readonly dir: string;
  readonly notes: Note[] = [];
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;
  private readonly browser: string;
  /** What it wrote to its terminal. */ output = "";
  private viewer: Browser | null = null;
  private lastDeed = 0;

  constructor(
    dir: string,
    desktop: { browser: string; displays: TestDisplay[] },
    { options = [], env = {} }: Pick<Start, "options" | "env">,
  ) {
    this.dir = dir;
    this.browser = desktop.browser;
    const start = join(import.meta.dirname, "start.ts");
    this.child = fork(start, [JSON.stringify(desktop), PROJECT, "--data", dir, ...options], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...process.env, ...env },
    });
    this.child.on("message", (note) => this.notes.push(note as Note));
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on("data", (part: Buffer) => {
        this.output += part.toString();
      });
    this.ended = once(this.child, "close").then(([code]) => (typeof code === "number" ? code : null));
  }

  /** The notes of one kind. */
  noted = (what: string): Note[] => this.notes.filter((note) => note.what === what);

  /** Waits until something has been noted. */
  async wait(what: string, count = 1): Promise<Note> {
    const hasEnded = this.ended.then(() => "ended");
    for (;;) {
      const found = this.noted(what)[count - 1];
      if (found !== undefined) return found;
      const came = await Promise.race([once(this.child, "message"), hasEnded]);
      if (came === "ended" && this.noted(what)[count - 1] === undefined)
        throw new Error(`the program ended before “${what}”:\n${this.output}\n${JSON.stringify(this.notes.slice(-5))}`);
    }
  }

  /** Does something to the program from outside, such as closing a window; answers with what came of it. */
  async do(name: string, about: unknown = 0): Promise<unknown> {
    const id = (this.lastDeed += 1);
    this.child.send({ id, name, about });
    const isMine = (note: Note): boolean => note.what === "done" && note["id"] === id;
    while (!this.notes.some(isMine)) {
      const came = await Promise.race([once(this.child, "message"), this.ended.then(() => "ended")]);
      if (came === "ended") return undefined;
    }
    const done = this.notes.find(isMine);
    if (done?.["error"] !== undefined) throw new Error(String(done["error"]));
    return done?.["value"];
  }

  /** Runs code in the page of a window; 0 is the first one. */
  evaluate = (expression: string, window = 0): Promise<unknown> => this.do("evaluate", { window, expression });

  async windows(): Promise<WindowState[]> {
    return (await this.do("windows")) as WindowState[];
  }

  signal = (signal: NodeJS.Signals): boolean => this.child.kill(signal);

  /** The page of a window, to be driven as any page in a browser; `fragment` tells the applicant's from the counter's. */
  async page(fragment = ""): Promise<Page> {
    this.viewer ??= await chromium.connectOverCDP(this.browser);
    const { viewer } = this;
    const find = (): Page | undefined =>
      viewer
        .contexts()
        .flatMap((context) => context.pages())
        .find((page) => page.url() === `https://counter.app.test/index.html${fragment}`);
    await expect.poll(find, { timeout: WAIT_MS }).toBeDefined();
    const page = find();
    if (page === undefined) throw new Error("the page has gone");
    page.setDefaultTimeout(WAIT_MS);
    return page;
  }

  /** What is left in the hall's folder: whether it was closed in order with everything sent. */
  left(): { isClosedInOrder: boolean; hasLog: boolean } {
    return {
      isClosedInOrder: existsSync(join(this.dir, "all-sent")),
      hasLog: existsSync(join(this.dir, "hall.db-wal")),
    };
  }

  /** The lines of the program's own log. */
  log(): { level: string; msg: string; [about: string]: unknown }[] {
    const file = join(this.dir, "logs", "station.log");
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return lines.map((line) => JSON.parse(line) as { level: string; msg: string });
  }

  async stop(): Promise<void> {
    await this.viewer?.close();
    this.child.kill("SIGKILL");
    await this.ended;
  }
}

/** How a test starts the program. */
export type Start = {
  dir?: string;
  displays?: TestDisplay[];
  /** Whether the bridge reaches frames too, as after a fault of the program. */ isBridgeInFrames?: boolean;
  /** Whether somebody quits before the station has opened. */ quitsWhileOpening?: boolean;
  /** What the system answers to whoever asks for its proxy. */ proxy?: string;
  options?: string[];
  env?: Record<string, string>;
};

/** No program listens at this port of the machine's own. */
const NOBODY = "http://127.0.0.1:9";

/** A hall's folder as it is after some time of use: a store with people, a centre that does not answer. */
export async function makeHall(name = "hall", centre = NOBODY): Promise<string> {
  const parent = mkdtempSync(join(tmpdir(), "electron-hall-"));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const dir = join(parent, name);
  mkdirSync(dir);
  await plantStore(dir);
  const db = new Database(join(dir, "hall.db"));
  putSetting(db, "centre.url", centre);
  putSetting(db, "centre.token", "nobody");
  db.close();
  return dir;
}

/** Starts the built program on the stand-in; it is ended after the test. */
export async function startElectron({ dir, displays = [display(1, 0)], options, env, ...rest }: Start = {}) {
  running ??= launchChromium();
  const desktop = { browser: await running, displays, ...rest };
  const app = new ElectronApp(dir ?? (await makeHall()), desktop, {
    ...(options !== undefined && { options }),
    ...(env !== undefined && { env }),
  });
  onTestFinished(() => app.stop());
  return app;
}

/** Starts the program and waits until its window shows the page and its station answers. */
export async function openCounter(start: Start = {}): Promise<ElectronApp> {
  const app = await startElectron(start);
  await app.wait("focus");
  await app.evaluate(`hall.call("session.get", {})`);
  return app;
}
