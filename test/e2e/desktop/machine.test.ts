import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeHall, startElectron, type ElectronApp } from "#test/helpers/electron/electron-app.ts";

/** Starts the program and waits until its window shows the page. */
async function openCounter(...about: Parameters<typeof startElectron>): Promise<ElectronApp> {
  const app = await startElectron(...about);
  await app.wait("focus");
  return app;
}

describe("the machine around the desktop program", () => {
  it("shuts down without a word to it, and finds the store closed all the same", async () => {
    const app = await openCounter();
    await app.do("endSession");
    await app.ended;
    expect(app.left()).toEqual({ isClosedInOrder: true, hasLog: false });
  });

  it("wakes, and the centre is asked at once for what is new", async () => {
    const asked: string[] = [];
    const centre = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(503).end();
    });
    await new Promise<void>((resolve) => centre.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void centre.close());
    const { port } = centre.address() as AddressInfo;
    const app = await openCounter({ dir: await makeHall("hall", `http://127.0.0.1:${port}`) });
    await expect.poll(() => asked.length).toBeGreaterThan(0);
    const before = asked.length;
    await app.do("wake");
    await expect.poll(() => asked.length, { timeout: 5_000 }).toBeGreaterThan(before);
  });

  it("sees the program end in order and in words at an error that nobody caught, without what somebody typed", async () => {
    const app = await openCounter();
    await app.do("throwInside", "王小明 13800001111");
    expect(await app.ended).toBe(1);
    const body = String(app.noted("box")[0]?.["body"]);
    expect(body).toContain("程序内部出错");
    expect(body + app.output + JSON.stringify(app.log())).not.toMatch(/王小明|13800001111/);
    const [fatal, ...more] = app.log().filter(({ level }) => level === "fatal");
    expect(body).toContain(String(fatal?.["requestId"]));
    expect(more).toEqual([]);
    expect(app.left()).toEqual({ isClosedInOrder: true, hasLog: false });
  });
});
