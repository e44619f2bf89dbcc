import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openCounter, makeHall, startElectron, type ElectronApp } from "#test/helpers/electron/electron-app.ts";

const IN_ORDER = { isClosedInOrder: true, hasLog: false };

/** Expects that the program has ended by itself: nothing is left open, and nobody saw a box. */
async function expectOrderlyEnd(app: ElectronApp): Promise<void> {
  expect(await app.ended).toBe(0);
  expect(app.noted("box")).toEqual([]);
  expect(app.left()).toEqual(IN_ORDER);
}

describe("the end of the desktop program", () => {
  it("closes the station in order when its window closes, also while the page still loads", async () => {
    const app = await startElectron();
    await app.wait("window opened");
    await app.do("close");
    await expectOrderlyEnd(app);
  });

  it("waits for the first close however often it is asked to quit", async () => {
    const app = await openCounter();
    void app.do("closeAndQuitTwice");
    await expectOrderlyEnd(app);
    expect(app.output).toBe("");
  });

  it("ends in order at a signal, and at a second one, with its windows gone before the station", async () => {
    const app = await openCounter();
    app.signal("SIGTERM");
    await app.wait("before-quit");
    app.signal("SIGTERM");
    await expectOrderlyEnd(app);
    const order = app.notes.map(({ what }) => what);
    expect(order.indexOf("window closed")).toBeLessThan(order.indexOf("will-quit"));
  });

  it("ends in order when it is asked to while the station still opens behind its window", async () => {
    const app = await startElectron({ quitsWhileOpening: true });
    await expectOrderlyEnd(app);
    expect(app.log().map(({ msg }) => msg)).toEqual(["opened the station", "closed the station"]);
    expect(app.noted("window closed")).toHaveLength(1);
  });

  it("brings the open window to the front for a second start, and restores it where it is minimised", async () => {
    const app = await openCounter();
    await app.do("minimize");
    const second = await startElectron({ dir: app.dir });
    expect(await second.ended).toBe(0);
    await app.wait("focus", 2);
    expect(second.noted("window opened")).toEqual([]);
  });

  it("comes back by itself where it is opened again while it ends", async () => {
    const app = await openCounter();
    void app.do("quitAndReopen");
    await expectOrderlyEnd(app);
    expect(app.noted("ended")[0]?.["relaunched"]).toContain(app.dir);
  });
});

describe("a failure of the desktop program", () => {
  it("closes the station before the box when the page crashes again and again, and says so in the log", async () => {
    const app = await openCounter();
    for (let crashes = 1; crashes <= 4; crashes += 1) {
      await app.do("crash");
      if (crashes < 4) await app.wait("loaded", crashes + 1);
    }
    const box = await app.wait("box");
    expect(String(box["body"])).toMatch(/窗口页面在一分钟内多次出错[^]*已保存的数据是安全的[^]*请重新打开程序/);
    expect(await app.ended).toBe(1);
    expect(app.left()).toEqual(IN_ORDER);
    expect(app.log().filter(({ msg }) => msg === "the page of a window failed")).toHaveLength(4);
  });

  it("loads the page again where it crashes in the middle of loading", async () => {
    const app = await startElectron();
    await app.wait("loading");
    await app.do("crash");
    await app.wait("focus");
    expect(app.noted("box")).toEqual([]);
    expect(await app.evaluate(`document.querySelector("#root") !== null`)).toBe(true);
  });

  it("notes in the log that a page does not answer, or that another process of the browser ended", async () => {
    const app = await openCounter();
    await app.do("hang");
    await app.do("loseGraphics");
    const ended = app.log().find(({ msg }) => msg === "a process of the browser ended");
    expect(ended).toMatchObject({ kind: "GPU", outcome: "crashed" });
    expect(app.log().map(({ msg }) => msg)).toContain("the page of a window does not answer");
  });

  it.each([
    ["a folder that cannot be made", (dir: string) => [join(dir, "file", "hall")], /没有打开/],
    ["a locality that nobody knows", (dir: string) => [dir, "--profile", "nowhere"], /没有/],
  ])("says in a box that can be seen why it does not open: %s", async (_why, optionsOf, words) => {
    const dir = await makeHall();
    writeFileSync(join(dir, "file"), "");
    const [data = "", ...options] = optionsOf(dir);
    const app = await startElectron({ dir: data, options });
    expect(await app.ended).toBe(1);
    const [box] = app.noted("box");
    expect(box).toMatchObject({ isReady: true });
    expect(String(box?.["body"])).toMatch(words);
    if (data === dir) expect(app.left()).toEqual(IN_ORDER);
  });

  it("says in a box what its self-test found, and ends with 1", async () => {
    const plant = "process.dlopen = () => { throw new Error('wrong ELF class'); };";
    const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(plant)}` };
    const app = await startElectron({ dir: await makeHall(), env });
    expect(await app.ended).toBe(1);
    const [box] = app.noted("box");
    expect(box).toMatchObject({ isReady: true });
    expect(String(box?.["body"])).toMatch(
      /启动自检没有通过[^]*SQLite 无法加载[^]*已保存的数据是安全的[^]*请重新安装程序/,
    );
  });

  it("works in a folder of an odd name", async () => {
    const app = await openCounter({ dir: await makeHall("# % ? 数据 🏠") });
    await app.do("quit");
    await expectOrderlyEnd(app);
  });
});
