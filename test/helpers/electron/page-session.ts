import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import { fromChromium, type Devtools, type Fields } from "./devtools.ts";
import { preventable, type SessionEvents } from "./events.ts";
import type { StandInPage } from "./web-contents.ts";

/** What the stand-in runs on: one browser context of a real Chromium, and where it notes what happens. */
export type Machine = {
  devtools: Devtools;
  contextId: string;
  proxy: string;
  note: (what: string, about?: object) => void;
};

/** A request that Chromium holds back until it is answered. */
type Paused = {
  requestId: string;
  frameId?: string;
  resourceType: string;
  request: { url: string; urlFragment?: string; method: string; headers: Record<string, string> };
};

type CheckHandler = Exclude<Parameters<Electron.Session["setPermissionCheckHandler"]>[0], null>;
type RequestHandler = Exclude<Parameters<Electron.Session["setPermissionRequestHandler"]>[0], null>;
type RequestFilter = Parameters<Electron.WebRequest["onBeforeRequest"]>[0];
type Permission = Parameters<CheckHandler>[1];

/** Electron's names of permissions, each with Chromium's. */
const PERMISSIONS: [Permission, Fields][] = [
  ["clipboard-sanitized-write", { name: "clipboard-write", allowWithoutSanitization: false }],
  ["clipboard-read", { name: "clipboard-read" }],
  ["geolocation", { name: "geolocation" }],
  ["notifications", { name: "notifications" }],
  ["media", { name: "camera" }],
  ["media", { name: "microphone" }],
];

/** The sandbox that a page gets whose windows are denied: everything but popups. */
const NO_POPUPS =
  "sandbox allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-pointer-lock allow-top-navigation";

const RESOURCE_TYPES: Record<string, Electron.OnBeforeRequestListenerDetails["resourceType"]> = {
  Stylesheet: "stylesheet",
  Document: "subFrame",
  Script: "script",
  Image: "image",
  Font: "font",
  XHR: "xhr",
  Fetch: "xhr",
};

/** A browser session: who answers its requests, and what its pages may do. */
export class StandInSession
  extends EventEmitter<SessionEvents>
  implements
    Pick<Electron.Session, "setPermissionCheckHandler" | "setPermissionRequestHandler" | "setDevicePermissionHandler">
{
  readonly pages = new Set<StandInPage>();
  readonly protocol: Pick<Electron.Protocol, "handle"> = {
    handle: (scheme, handler) => void this.schemes.set(`${scheme}:`, handler),
  };
  readonly webRequest = {
    onBeforeRequest: (listener: RequestFilter): void => {
      this.filter = listener;
    },
  };
  private readonly machine: Machine;
  private readonly schemes = new Map<string, Parameters<Electron.Protocol["handle"]>[1]>();
  private filter: RequestFilter = null;
  private check: CheckHandler | null = null;
  private request: RequestHandler | null = null;
  private device: Parameters<Electron.Session["setDevicePermissionHandler"]>[0] = null;

  constructor(machine: Machine) {
    super();
    this.machine = machine;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.check = handler;
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.request = handler;
  }

  setDevicePermissionHandler(handler: Parameters<Electron.Session["setDevicePermissionHandler"]>[0]): void {
    this.device = handler;
  }

  /** Puts each permission to both handlers, as Electron does when a page asks, and tells Chromium the answers. */
  async decidePermissions(page: StandInPage, address: string): Promise<void> {
    const origin = new URL(address).origin;
    const contents = page.asElectron();
    for (const [name, permission] of PERMISSIONS) {
      const details = { isMainFrame: true, requestingUrl: fromChromium(address) };
      const isChecked =
        this.check?.(
          contents,
          name,
          `${new URL(details.requestingUrl).protocol}//${new URL(address).host.replace(".app.test", "")}/`,
          details,
        ) ?? true;
      const isGranted = await new Promise<boolean>((decide) => {
        if (this.request === null) decide(true);
        else this.request(contents, name, decide, details);
      });
      const setting = isChecked && isGranted ? "granted" : "denied";
      const { contextId, devtools } = this.machine;
      await devtools.send("Browser.setPermission", { permission, setting, origin, browserContextId: contextId });
    }
  }

  /** Answers a held request as Electron would: the filter first, then the scheme's handler. */
  async answer(paused: Paused, page: StandInPage | undefined): Promise<void> {
    const { requestId, resourceType, request } = paused;
    const address = fromChromium(request.url);
    const isTop = resourceType === "Document" && page?.topFrame === paused.frameId;
    const fail = (errorReason: string) => this.machine.devtools.send("Fetch.failRequest", { requestId, errorReason });
    if (isTop && page?.mayGo(address + (request.urlFragment ?? "")) === false) return void (await fail("Aborted"));
    const resource = RESOURCE_TYPES[resourceType] ?? "other";
    const isCancelled = await this.wouldCancel(address, isTop ? "mainFrame" : resource, request.method);
    if (isCancelled) return void (await fail("BlockedByClient"));
    const handler = this.schemes.get(new URL(address).protocol);
    if (handler === undefined) {
      this.machine.note("network", { url: address });
      return void (await fail("NameNotResolved"));
    }
    const answer = await handler(new Request(address, { method: request.method }));
    const headers = [...answer.headers].map(([name, value]) => ({ name, value }));
    if (isTop && page?.deniesWindows() === true) headers.push({ name: "content-security-policy", value: NO_POPUPS });
    await this.machine.devtools.send("Fetch.fulfillRequest", {
      requestId,
      responseCode: answer.status,
      responseHeaders: headers,
      body: Buffer.from(await answer.arrayBuffer()).toString("base64"),
    });
  }

  /** Whether the program's filter refuses a request. */
  wouldCancel(
    url: string,
    resourceType: Electron.OnBeforeRequestListenerDetails["resourceType"] = "other",
    method = "GET",
  ): Promise<boolean> {
    const { filter } = this;
    if (filter === null) return Promise.resolve(false);
    const details = { id: 0, url, method, resourceType, referrer: "", timestamp: Date.now(), uploadData: [] };
    return new Promise((resolve) => filter(details, (response) => resolve(response.cancel === true)));
  }

  /** Whether the program lets a page use a device; without a handler Electron remembers what a person chose. */
  wouldGrantDevice(): boolean {
    const about = { deviceType: "serial", origin: "app://counter", device: {} };
    return this.device?.(about as Electron.DevicePermissionHandlerHandlerDetails) ?? true;
  }

  /** A page wants to save a file; Chromium itself saves nothing here. */
  download(page: StandInPage, url: string, fileName: string): void {
    const event = preventable();
    const item = { getURL: () => fromChromium(url), getFilename: () => fileName };
    this.emit("will-download", event, item as Electron.DownloadItem, page.asElectron(), null);
    this.machine.note("download", { fileName, isPrevented: event.defaultPrevented });
  }
}

/** Hands each request and download of the browser to the session of its page. */
export async function serveSessions(machine: Machine, sessions: () => Iterable<StandInSession>): Promise<void> {
  const { devtools, contextId } = machine;
  const pageOf = (frameId: unknown): StandInPage | undefined =>
    [...sessions()].flatMap((session) => [...session.pages]).find((page) => page.hasFrame(String(frameId)));
  devtools.onEvent(undefined, (method, params) => {
    const page = pageOf(params["frameId"]);
    if (method === "Browser.downloadWillBegin")
      page?.pages.download(page, String(params["url"]), String(params["suggestedFilename"]));
    if (method !== "Fetch.requestPaused") return;
    // A worker has no frame of its own.
    const session = page?.pages ?? [...sessions()].find(({ pages }) => pages.size > 0);
    // A page that has gone meanwhile takes its requests with it.
    session
      ?.answer(params as Paused, page)
      .catch((error: unknown) => machine.note("unanswered", { why: String(error) }));
  });
  await devtools.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] });
  await devtools.send("Browser.setDownloadBehavior", {
    behavior: "deny",
    browserContextId: contextId,
    eventsEnabled: true,
  });
}
