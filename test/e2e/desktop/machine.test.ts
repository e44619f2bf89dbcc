import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { openCounter, makeHall } from "#test/helpers/electron/electron-app.ts";

const PROXY_NAMES = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/** A server that is busy with something else, and the addresses it was asked for. */
async function listen(): Promise<{ asked: string[]; url: string }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(503).end();
  });
  server.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    socket.end("HTTP/1.1 503 Busy\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe("the machine around the desktop program", () => {
  it("shuts down without a word to it, and finds the store closed all the same", async () => {
    const app = await openCounter();
    await app.do("endSession");
    await app.ended;
    expect(app.left()).toEqual({ isClosedInOrder: true, hasLog: false });
  });

  it.each(["environment", "system"])("has a proxy in its %s, and the centre is reached through it", async (place) => {
    const { asked, url } = await listen();
    await openCounter({
      dir: await makeHall("hall", "http://centre.example.invalid"),
      ...(place === "system" && { proxy: `SOCKS5 10.1.2.3:1080; PROXY ${new URL(url).host}; DIRECT` }),
      env: Object.fromEntries(PROXY_NAMES.map((name) => [name, place === "environment" ? url : ""])),
    });
    await expect.poll(() => asked[0]).toContain("centre.example.invalid");
  });

  it("wakes, and the centre is asked at once for what is new", async () => {
    const { asked, url } = await listen();
    const app = await openCounter({ dir: await makeHall("hall", url) });
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
