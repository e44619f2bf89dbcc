import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import type * as Electron from "electron";
import { fromChromium, toChromium, type Fields } from "./devtools.ts";
import { awaitNextLoad, errnoOf } from "./await-load.ts";
import { preventable, type PageEvents } from "./events.ts";
import { answerInvoke, type Sender } from "./ipc-main.ts";
import { PageFrames } from "./page-frames.ts";
import type { Machine, StandInSession } from "./page-session.ts";
import { openCodec, pageScripts } from "./worlds.ts";

const BINDING = "standInMain";
const codec = openCodec();

function readPreload(page: EventEmitter<PageEvents>, file: string | undefined): string {
  if (file === undefined) return "";
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    page.emit("preload-error", preventable(), file, error as Error);
    return "";
  }
}

/** The contents of a window: one page of a real Chromium, with the preload script in a world of its own. */
export class StandInPage
  extends EventEmitter<PageEvents>
  implements
    Pick<
      Electron.WebContents,
      "loadURL" | "reload" | "send" | "isDestroyed" | "isCrashed" | "getURL" | "setWindowOpenHandler"
    >
{
  readonly pages: StandInSession;
  private readonly machine: Machine;
  private readonly preferences: Electron.WebPreferences;
  private readonly opened: Promise<string>;
  private readonly frames = new PageFrames();
  private openHandler: Parameters<Electron.WebContents["setWindowOpenHandler"]>[0] | null = null;
  private target = "";
  private isAnnounced = false;
  private isLoading = false;
  private isGone = false;
  private hasCrashed = false;

  constructor(machine: Machine, pages: StandInSession, preferences: Electron.WebPreferences) {
    super();
    this.machine = machine;
    this.pages = pages;
    this.preferences = preferences;
    pages.pages.add(this);
    this.opened = this.openTarget();
    // Who loads the page hears of it.
    this.opened.catch(() => undefined);
  }

  /** The session as the program reads it. */
  get session(): StandInSession {
    return this.pages;
  }

  /** This page where Electron's own type is asked for. */
  asElectron(): Electron.WebContents {
    return this as unknown as Electron.WebContents;
  }

  loadURL(url: string): Promise<void> {
    const loaded = awaitNextLoad(this, url);
    void this.go(url, (session) => this.machine.devtools.send("Page.navigate", { url: toChromium(url) }, session));
    return loaded;
  }

  reload(): void {
    this.hasCrashed = false;
    void this.go(this.getURL(), (session) => this.machine.devtools.send("Page.reload", {}, session));
  }

  send(channel: string, ...args: unknown[]): void {
    const text = codec.toText(args);
    for (const contextId of this.frames.topWorlds()) this.tell(contextId, "Event", channel, text);
  }

  isDestroyed = (): boolean => this.isGone;
  isCrashed = (): boolean => this.hasCrashed;
  getURL = (): string => this.frames.url();

  setWindowOpenHandler(handler: Parameters<Electron.WebContents["setWindowOpenHandler"]>[0]): void {
    this.openHandler = handler;
  }

  /** Whether the program denies this page windows of its own. */
  deniesWindows(url = "about:blank"): boolean {
    const details = { url, frameName: "", features: "", disposition: "new-window" as const };
    return this.openHandler?.({ ...details, referrer: { policy: "default", url: "" } }).action === "deny";
  }

  hasFrame = (id: string): boolean => this.frames.has(id);

  /** The frame that fills the window. */
  get topFrame(): string {
    return this.frames.topId;
  }

  /** Whether the top frame may go to an address: what the program itself loads, and what its listeners let pass. */
  mayGo(url: string): boolean {
    if (this.isAnnounced) {
      this.isAnnounced = false;
      return true;
    }
    const about = { url, isSameDocument: false, isMainFrame: true, frame: null };
    const event = preventable(about);
    this.emit("will-navigate", event, url, false, true, 0, 0);
    this.machine.note("navigation", { url, isPrevented: event.defaultPrevented });
    return !event.defaultPrevented;
  }

  /** Runs code in the page's own world. */
  async evaluate(expression: string): Promise<unknown> {
    const session = await this.opened;
    const about = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await this.machine.devtools.send("Runtime.evaluate", about, session);
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value?: unknown }).value;
  }

  /** Lets the renderer crash, as a fault of its own would. */
  async crash(): Promise<void> {
    const session = await this.opened;
    // The page dies instead of answering.
    this.machine.devtools.send("Page.crash", {}, session).catch(() => undefined);
  }

  forcefullyCrashRenderer(): void {
    void this.crash();
  }

  /** Sets the size of what the page shows. */
  async resize({ width, height }: { width: number; height: number }): Promise<void> {
    const session = await this.opened;
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
    if (!this.isGone) await this.machine.devtools.send("Emulation.setDeviceMetricsOverride", metrics, session);
  }

  /** Ends the page. */
  destroy(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.pages.pages.delete(this);
    this.emit("destroyed");
    const close = () => this.machine.devtools.send("Target.closeTarget", { targetId: this.target });
    this.opened.then(close).catch(() => undefined);
  }

  private async openTarget(): Promise<string> {
    const { devtools, contextId } = this.machine;
    const target = await devtools.send("Target.createTarget", { url: "about:blank", browserContextId: contextId });
    this.target = String(target["targetId"]);
    const attached = await devtools.send("Target.attachToTarget", { targetId: this.target, flatten: true });
    const session = String(attached["sessionId"]);
    const send = (method: string, params: Fields = {}) => devtools.send(method, params, session);
    devtools.onEvent(session, (method, params) => this.hear(method, params));
    this.frames.begin(String(((await send("Page.getFrameTree"))["frameTree"] as { frame: { id: string } }).frame.id));
    await Promise.all([send("Page.enable"), send("Inspector.enable"), send("Runtime.enable")]);
    await send("Emulation.setFocusEmulationEnabled", { enabled: true });
    await send("Runtime.addBinding", { name: BINDING, executionContextName: "preload" });
    const { own, isolated } = pageScripts(
      readPreload(this, this.preferences.preload),
      BINDING,
      this.preferences.nodeIntegrationInSubFrames === true,
    );
    await send("Page.addScriptToEvaluateOnNewDocument", { source: own });
    await send("Page.addScriptToEvaluateOnNewDocument", { source: isolated, worldName: "preload" });
    return session;
  }

  private async go(url: string, start: (session: string) => Promise<Fields>): Promise<void> {
    const about = { url, isSameDocument: false, isMainFrame: true, frame: null };
    this.emit("did-start-navigation", preventable(about), url, false, true, 0, 0);
    this.isLoading = true;
    this.machine.note("loading", { url });
    try {
      const session = await this.opened;
      if (this.isGone) return;
      await this.pages.decidePermissions(this, toChromium(url));
      this.isAnnounced = true;
      const failed = (await start(session))["errorText"];
      if (typeof failed === "string") this.fail(failed.replace("net::", ""), url);
    } catch {
      this.fail("ERR_FAILED", url);
    }
  }

  private fail(description: string, url: string): void {
    if (this.isGone || !this.isLoading) return;
    this.emit("did-fail-load", preventable(), errnoOf(description), description, url, true, 0, 0);
    this.stopLoading();
  }

  private stopLoading(): void {
    if (!this.isLoading) return;
    this.isLoading = false;
    this.emit("did-stop-loading");
  }

  private hear(method: string, params: Fields): void {
    if (this.isGone) return;
    this.frames.hear(method, params);
    if (method === "Runtime.bindingCalled") void this.answerCall(params);
    else if (method === "Page.loadEventFired" && this.isLoading && this.getURL() !== "about:blank") {
      this.emit("did-finish-load");
      this.machine.note("loaded", { url: this.getURL() });
      this.stopLoading();
    } else if (method === "Page.windowOpen") {
      const url = fromChromium(String(params["url"]));
      this.machine.note("window asked for", { url, isDenied: this.deniesWindows(url) });
    } else if (method === "Page.frameRequestedNavigation" && String(params["url"]).startsWith("app:")) {
      // Chromium itself knows no such scheme; the page named it.
      const url = String(params["url"]);
      if (this.mayGo(url)) void this.loadURL(url).catch(() => undefined);
    } else if (method === "Inspector.targetCrashed") {
      this.hasCrashed = true;
      this.frames.forgetWorlds();
      this.stopLoading();
      this.emit("render-process-gone", preventable(), { reason: "crashed", exitCode: 5 });
    }
  }

  private async answerCall(params: Fields): Promise<void> {
    const contextId = Number(params["executionContextId"]);
    const { id, channel, text } = JSON.parse(String(params["payload"])) as {
      id: number;
      channel: string;
      text: string;
    };
    const sender: Sender = { sender: this.asElectron(), senderFrame: this.frames.frameOf(contextId) };
    const [isFault, answer] = await answerInvoke(channel, sender, text);
    this.tell(contextId, "Answer", id, isFault, answer);
  }

  private tell(contextId: number, what: string, ...args: unknown[]): void {
    const expression = `${BINDING}${what}(${args.map((one) => JSON.stringify(one)).join(", ")})`;
    const send = (session: string) =>
      this.machine.devtools.send("Runtime.evaluate", { contextId, expression }, session);
    // A page that has gone meanwhile needs no answer.
    this.opened.then(send).catch(() => undefined);
  }
}
