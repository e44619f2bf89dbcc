import { request, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { enterPage } from "#test/helpers/enter-page.ts";
import { startTestStation, stopTestStation, type TestStation } from "#test/helpers/hall.ts";

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation("yunhai");
});
afterAll(() => stopTestStation(station));

const MANY = 20_000;

/** Opens a stream of news; nothing of it is read before the caller says so. */
const hear = async (): Promise<IncomingMessage> => {
  const token = await enterPage(station.host.url);
  return new Promise((resolve, reject) => {
    const outgoing = request(`${station.host.origin}/events`, { headers: { "x-station-token": token } }, (response) =>
      resolve(response.pause()),
    );
    outgoing.on("error", reject);
    outgoing.end();
  });
};

/** Everything up to the end of a stream, and whether that end came in order. */
async function rest(stream: IncomingMessage): Promise<{ lines: string[]; complete: boolean }> {
  let text = "";
  stream.setEncoding("utf8");
  for await (const part of stream as AsyncIterable<string>) text += part;
  return { lines: text.split("\n").filter((line) => line !== ""), complete: stream.complete };
}

describe("news for a page", () => {
  it("that never reads come to an end, in order, without growing the process; another page goes on hearing", async () => {
    const deaf = await hear();
    let heard = 0;
    const well = await hear();
    well
      .setEncoding("utf8")
      .on("data", (part: string) => (heard += part.split("\n").length - 1))
      .resume();
    const before = process.memoryUsage().rss;
    for (let told = 0; told < MANY; told += 1) {
      station.context.events.emit({ kind: "application.changed", id: `${told}-${"x".repeat(200)}` });
      // The page that reads has its turn, as it has at work.
      if (told % 100 === 0) await vi.waitUntil(() => heard === told + 1, { timeout: 60_000, interval: 1 });
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000);
    const { lines, complete } = await rest(deaf);
    expect(complete).toBe(true);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(MANY);
    // What did arrive is whole, line by line.
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ kind: "application.changed" });
    station.context.events.emit({ kind: "application.changed", id: "the last" });
    await vi.waitUntil(() => heard === MANY + 1, { timeout: 60_000, interval: 20 });
    well.destroy();
  });

  it("are kept for a bounded number of pages; the oldest gives way and learns it by its end", async () => {
    const first = await hear();
    const others = await Promise.all(Array.from({ length: 20 }, hear));
    expect(await rest(first)).toEqual({ lines: [], complete: true });
    for (const other of others) other.destroy();
  });
});
