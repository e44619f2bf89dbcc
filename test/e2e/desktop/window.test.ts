import { describe, expect, it } from "vitest";
import { at, fillHeader, signInClerk } from "#test/helpers/counter-page.ts";
import { openCounter, display } from "#test/helpers/electron/electron-app.ts";

const CALL = `hall.call("session.get", {}).then((answer) => answer.value.role, (fault) => fault.message)`;

describe("the desktop program's window", () => {
  it("opens over its own protocol, with nothing but the bridge in reach of the page", async () => {
    const app = await openCounter();
    const reach = await app.evaluate(`({
      node: "process" in globalThis || "require" in globalThis,
      binding: Object.keys(globalThis).filter((name) => name.startsWith("standIn")),
      hall: Object.keys(hall).sort(),
      isFrozen: Object.isFrozen(hall),
    })`);
    expect(reach).toEqual({ node: false, binding: [], hall: ["call", "onEvent"], isFrozen: true });
    expect(await app.evaluate(CALL)).toBe("none");
    expect(await app.evaluate(`hall.call("session.get", { f: () => 1 }).catch((fault) => fault.message)`)).toMatch(
      /could not be cloned/,
    );
    expect((await app.windows())[0]).toMatchObject({ url: "app://counter/index.html", isVisible: true });
    expect(app.noted("window opened")[0]?.["webPreferences"]).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    });
    expect(app.noted("window opened")[0]?.["webPreferences"]).not.toHaveProperty("plugins");
    expect(app.noted("sandbox enabled")).toHaveLength(1);
    expect(app.noted("partition").map(({ name }) => name)).toEqual(["persist:counter"]);
    expect(app.noted("switch")).toEqual([{ what: "switch", name: "lang", value: "zh-CN" }]);
    // A hidden menu would keep its keys: close, reload, zoom, developer tools.
    expect(app.noted("menu")).toEqual([{ what: "menu", isNull: true, isReady: false }]);
  });

  it("takes an application from the sign-in to its number, beside the applicant's window on the second display", async () => {
    const app = await openCounter({ displays: [display(1, 0), display(2, 1366, 1280, 800)] });
    const page = await app.page();
    await signInClerk(page);
    await page.keyboard.press("F2");
    await page.keyboard.press("1");
    await fillHeader(page);
    await at(page, "form.water.demand").fill("12.5");
    await page.keyboard.press("F7");
    await page.getByRole("button", { name: "打开申请人屏" }).click();
    const applicant = await app.page("#w=applicant");
    await applicant.getByText("云海样品有限公司").waitFor();
    expect((await app.windows())[1]).toMatchObject({
      isFull: true,
      bounds: { x: 1366, y: 0, width: 1280, height: 800 },
    });
    await page.keyboard.press("F4");
    await page.locator("canvas[data-drawn=yes]").first().waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=accepted-number]").waitFor();
    await page.getByRole("button", { name: "复制编号" }).click();
    await page.getByRole("button", { name: "已复制" }).waitFor();
    expect(await app.evaluate(`navigator.clipboard.readText().catch((fault) => fault.name)`)).toBe("NotAllowedError");
    await applicant.getByText("内容会显示在这里").waitFor();
    await app.do("close", 1);
    expect(await app.ended).toBe(0);
    expect(app.left()).toEqual({ isClosedInOrder: false, hasLog: false });
  });

  it("refuses calls from a frame and from a window that it did not make itself", async () => {
    const app = await openCounter({ isBridgeInFrames: true });
    const fromFrame = (address: string) =>
      app.evaluate(`new Promise((resolve) => {
        const frame = document.createElement("iframe");
        frame.onload = () => resolve(frame.contentWindow.${CALL});
        frame.src = ${address};
        document.body.append(frame);
      })`);
    expect(await fromFrame(`"about:blank"`)).toContain("from outside the page was refused");
    expect(await app.evaluate(CALL)).toBe("none");
    const stranger = (await app.do("stranger")) as number;
    expect(await app.evaluate(CALL, stranger)).toContain("from another window was refused");
  });

  it("goes nowhere else, opens no window, and reaches no other address", async () => {
    const app = await openCounter();
    expect(await app.evaluate(`open("https://example.org/") === null`)).toBe(true);
    expect(await app.wait("window asked for")).toMatchObject({ url: "https://example.org/", isDenied: true });
    await app.evaluate(`location.assign("https://example.org/")`);
    expect(await app.wait("navigation")).toMatchObject({ url: "https://example.org/", isPrevented: true });
    await app.evaluate(`location.assign("icon.svg")`);
    expect(await app.wait("navigation", 2)).toMatchObject({ url: "app://counter/icon.svg", isPrevented: true });
    const fetched = `fetch("https://example.org/").then(() => "answered", () => "refused")`;
    expect(await app.evaluate(fetched)).toBe("refused");
    expect(app.noted("network")).toEqual([]);
    expect((await app.windows())[0]?.url).toBe("app://counter/index.html");
  });

  it("saves no file from a page that nobody has signed in to, and shows none in a frame", async () => {
    const app = await openCounter();
    const save = `Object.assign(document.createElement("a"), { href: blob, download: "list.txt" }).click()`;
    await app.evaluate(`{ const blob = URL.createObjectURL(new Blob(["text"])); ${save}; }`);
    expect(await app.wait("download")).toMatchObject({ fileName: "list.txt", isPrevented: true });
    const framed = await app.evaluate(`new Promise((resolve) => {
      document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
      const frame = document.createElement("iframe");
      frame.src = URL.createObjectURL(new Blob(["<p>text</p>"], { type: "text/html" }));
      document.body.append(frame);
    })`);
    expect(framed).toBe("frame-src");
  });

  it("asks its own filter before each request, grants no device, and goes along with no redirect and no guest", async () => {
    const app = await openCounter();
    const isCancelled = (url: string): Promise<unknown> => app.do("wouldCancel", url);
    for (const url of [
      "https://example.org/",
      "file:///etc/passwd",
      "chrome://version/",
      "ws://127.0.0.1/",
      "app://other/",
    ])
      expect(await isCancelled(url), url).toBe(true);
    expect(await isCancelled("app://counter/assets/main.js")).toBe(false);
    expect(await app.do("wouldGrantDevice")).toBe(false);
    expect(await app.do("prevents", "will-redirect")).toBe(true);
    expect(await app.do("prevents", "will-attach-webview")).toBe(true);
  });
});
