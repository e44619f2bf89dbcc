import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import { displays, type Area } from "./desktop.ts";
import { preventable, type WindowEvents } from "./events.ts";
import type { Machine, StandInSession } from "./page-session.ts";
import { StandInPage } from "./web-contents.ts";

/** What the windows need from the program around them. */
export type Surroundings = {
  machine: Machine;
  session: () => StandInSession;
  /** The last window has closed. */ onAllClosed: () => void;
};

const open = new Set<StandInWindow>();
/** The window that has the keyboard. */
const focus: { window: StandInWindow | null } = { window: null };
let lastId = 0;

/** The windows that are open, oldest first. */
export const openWindows = (): StandInWindow[] => [...open];

/** A window: its page is real; where it lies and whether it has the focus is only noted. */
export class StandInWindow
  extends EventEmitter<WindowEvents>
  implements
    Pick<
      Electron.BrowserWindow,
      | "loadURL"
      | "show"
      | "showInactive"
      | "hide"
      | "focus"
      | "isVisible"
      | "isFocused"
      | "isMinimized"
      | "minimize"
      | "restore"
      | "maximize"
      | "isMaximized"
      | "close"
      | "destroy"
      | "isDestroyed"
      | "getBounds"
      | "getNormalBounds"
      | "setBounds"
      | "setFullScreen"
      | "isFullScreen"
      | "setMenuBarVisibility"
    >
{
  readonly id = (lastId += 1);
  readonly page: StandInPage;
  private readonly surroundings: Surroundings;
  private readonly minimum: { width: number; height: number };
  private bounds: Area;
  private state = { isShown: false, isMinimized: false, isMaximized: false, isFull: false, isGone: false };

  constructor(surroundings: Surroundings, options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.surroundings = surroundings;
    const { x = 0, y = 0, width = 800, height = 600, minWidth = 0, minHeight = 0, webPreferences = {} } = options;
    this.minimum = { width: minWidth, height: minHeight };
    this.bounds = { x, y, width, height };
    this.state.isFull = options.fullscreen === true || options.kiosk === true;
    const { session, ...preferences } = webPreferences;
    const pages = (session as unknown as StandInSession | undefined) ?? surroundings.session();
    this.page = new StandInPage(surroundings.machine, pages, webPreferences);
    const about = { id: this.id, ...options, webPreferences: preferences };
    surroundings.machine.note("window opened", JSON.parse(JSON.stringify(about)) as object);
    open.add(this);
    this.page.once("did-finish-load", () => this.emit("ready-to-show"));
    this.drawAt();
    if (options.show !== false) this.show();
  }

  get webContents(): Electron.WebContents {
    return this.page.asElectron();
  }

  loadURL(url: string): Promise<void> {
    return this.page.loadURL(url);
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    this.state.isShown = true;
    this.surroundings.machine.note("shown", { id: this.id });
    this.emit("show");
  }

  hide(): void {
    this.state.isShown = false;
  }

  focus(): void {
    if (this.state.isGone || focus.window === this) return;
    focus.window?.emit("blur");
    focus.window = this;
    this.surroundings.machine.note("focus", { id: this.id });
    this.emit("focus");
  }

  isVisible = (): boolean => this.state.isShown && !this.state.isMinimized;
  isFocused = (): boolean => focus.window === this;
  isMinimized = (): boolean => this.state.isMinimized;
  isMaximized = (): boolean => this.state.isMaximized;
  isFullScreen = (): boolean => this.state.isFull;
  isDestroyed = (): boolean => this.state.isGone;

  minimize(): void {
    this.state.isMinimized = true;
    if (focus.window === this) focus.window = null;
  }

  restore(): void {
    this.state.isMinimized = false;
    this.focus();
  }

  maximize(): void {
    this.state.isMaximized = true;
    if (!this.state.isShown) this.showInactive();
    this.drawAt();
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...this.bounds };
  }

  getBounds(): Electron.Rectangle {
    const display = displays.matching(this.bounds);
    if (this.state.isFull) return { ...display.bounds };
    return { ...(this.state.isMaximized ? display.workArea : this.bounds) };
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.drawAt();
  }

  setFullScreen(isFull: boolean): void {
    this.state.isFull = isFull;
    this.drawAt();
  }

  setMenuBarVisibility(isVisible: boolean): void {
    this.surroundings.machine.note("menu bar", { id: this.id, isVisible });
  }

  close(): void {
    if (this.state.isGone) return;
    const event = preventable();
    this.emit("close", event);
    if (!event.defaultPrevented) setImmediate(() => this.destroy());
  }

  destroy(): void {
    if (this.state.isGone) return;
    this.state.isGone = true;
    open.delete(this);
    if (focus.window === this) focus.window = null;
    this.surroundings.machine.note("window closed", { id: this.id });
    this.emit("closed");
    this.page.destroy();
    if (open.size === 0) this.surroundings.onAllClosed();
  }

  /** The window as a test sees it. */
  describe(): object {
    const { isFull, isMaximized } = this.state;
    return {
      id: this.id,
      url: this.page.getURL(),
      bounds: this.getBounds(),
      isVisible: this.isVisible(),
      isFocused: this.isFocused(),
      isFull,
      isMaximized,
    };
  }

  private drawAt(): void {
    const { width, height } = this.getBounds();
    const shown = { width: Math.max(width, this.minimum.width), height: Math.max(height, this.minimum.height) };
    this.page.resize(shown).catch(() => undefined);
  }
}
