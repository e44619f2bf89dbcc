import { fromChromium, type Fields } from "./devtools.ts";

/** A frame of a page, as a listener of `ipcMain` sees it. */
export type Frame = { id: string; url: string; parent: Frame | null };

/** The frames of a page, and the preload script's world in each, followed by what Chromium tells of them. */
export class PageFrames {
  topId = "";
  private readonly frames = new Map<string, Frame>();
  private readonly worlds = new Map<number, { frame: Frame; isPreload: boolean }>();

  begin(topId: string): void {
    this.topId = topId;
    this.frames.set(topId, { id: topId, url: "about:blank", parent: null });
  }

  has = (id: string): boolean => this.frames.has(id);
  url = (): string => this.frames.get(this.topId)?.url ?? "";
  frameOf = (contextId: number): Frame | null => this.worlds.get(contextId)?.frame ?? null;

  /** The preload script's world in the top frame: where messages to the page arrive. */
  topWorlds(): number[] {
    const isTop = ({ frame, isPreload }: { frame: Frame; isPreload: boolean }): boolean =>
      isPreload && frame.parent === null;
    return [...this.worlds].filter(([, world]) => isTop(world)).map(([contextId]) => contextId);
  }

  forgetWorlds(): void {
    this.worlds.clear();
  }

  hear(method: string, params: Fields): void {
    const frameId = String(params["frameId"]);
    if (method === "Page.frameAttached") {
      const parent = this.frames.get(String(params["parentFrameId"])) ?? null;
      this.frames.set(frameId, { id: frameId, url: "about:blank", parent });
    } else if (method === "Page.frameDetached") this.frames.delete(frameId);
    else if (method === "Page.frameNavigated") {
      const { id, url, urlFragment = "" } = params["frame"] as { id: string; url: string; urlFragment?: string };
      this.moved(id, url + urlFragment);
    } else if (method === "Page.navigatedWithinDocument") this.moved(frameId, String(params["url"]));
    else if (method === "Runtime.executionContextCreated") {
      const { id, name, auxData } = params["context"] as { id: number; name: string; auxData: { frameId: string } };
      const frame = this.frames.get(auxData.frameId);
      if (frame !== undefined) this.worlds.set(id, { frame, isPreload: name === "preload" });
    } else if (method === "Runtime.executionContextDestroyed") this.worlds.delete(Number(params["executionContextId"]));
    else if (method === "Runtime.executionContextsCleared") this.worlds.clear();
  }

  private moved(id: string, url: string): void {
    const frame = this.frames.get(id);
    if (frame !== undefined) frame.url = fromChromium(url);
  }
}
