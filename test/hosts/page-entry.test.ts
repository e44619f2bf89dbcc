import { request, type IncomingMessage } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Answer } from "#shared/contract/call.ts";
import { startLoopback, type LoopbackHost, type LoopbackOptions } from "#station/app/loopback.ts";
import { knowsUsers } from "#station/app/same-user.ts";
import type { SetTimer } from "#station/lib/timers.ts";
import { askEntry, enterPage, ticketOf, tokenFrom } from "#test/helpers/enter-page.ts";
import { canBeSomebodyElse, runAsNobody } from "#test/helpers/second-user.ts";
import { startTestStation, stopTestStation, type TestStation } from "#test/helpers/hall.ts";

let station: TestStation;
let host: LoopbackHost;
const streams: IncomingMessage[] = [];
beforeAll(async () => {
  station = await startTestStation("yunhai");
});
afterAll(() => stopTestStation(station));
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.destroy();
  await host.close();
});

/** Timers that ring when the test says so. */
function handTimers(): { setTimer: SetTimer; ring: (ms: number) => void; waiting: (ms: number) => number } {
  const set: { ms: number; run: () => void }[] = [];
  return {
    setTimer(ms, run) {
      const timer = { ms, run };
      set.push(timer);
      return () => void (set.includes(timer) && set.splice(set.indexOf(timer), 1));
    },
    ring(ms) {
      for (const timer of set.filter((one) => one.ms === ms)) {
        set.splice(set.indexOf(timer), 1);
        timer.run();
      }
    },
    waiting: (ms) => set.filter((one) => one.ms === ms).length,
  };
}

const open = async (options: LoopbackOptions = {}): Promise<void> => {
  host = await startLoopback(station.dispatcher, station.dir, { isSameUser: () => false, ...options });
};

async function ask(token: string, name: string, input: unknown = {}): Promise<Answer> {
  const answer = await fetch(`${host.origin}/call/${name}`, {
    method: "POST",
    headers: { "x-station-token": token, "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  return (await answer.json()) as Answer;
}
const signIn = (token: string): Promise<Answer> => ask(token, "session.signIn", { operatorId: "clerk-1", pin: "2468" });
const roleOf = async (token: string): Promise<unknown> => {
  const answer = await ask(token, "session.get");
  return answer.ok ? (answer.value as { role: string }).role : answer.problem.code;
};

/** Opens a page's stream of events: while it is open, so is the page. */
const follow = (token: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const outgoing = request(`${host.origin}/events`, { headers: { "x-station-token": token } }, (response) => {
      streams.push(response);
      response.on("error", () => undefined);
      resolve(response.resume());
    });
    outgoing.on("error", reject);
    outgoing.end();
  });

describe("an address that opens a page", () => {
  it("opens one page, once, and is of no use ten minutes later", async () => {
    const timers = handTimers();
    await open(timers);
    const used = host.url;
    expect(await roleOf(await enterPage(used))).toBe("none");
    expect((await askEntry(host.origin, { ticket: ticketOf(used) })).status).toBe(403);
    const late = host.url;
    timers.ring(600_000);
    expect((await askEntry(host.origin, { ticket: ticketOf(late) })).status).toBe(403);
    for (const wrong of [{ ticket: "" }, { token: "" }, { ticket: "x".repeat(43) }, { token: ticketOf(late) }])
      expect((await askEntry(host.origin, wrong)).status).toBe(403);
  });

  it("is refused to another site, which a browser names", async () => {
    await open();
    const origin = "http://evil.example";
    expect((await askEntry(host.origin, { ticket: ticketOf(host.url) }, { origin })).status).toBe(403);
  });
});

describe("a page", () => {
  it("has a sign-in of its own that no other page shares", async () => {
    await open();
    const [one, two] = [await enterPage(host.url), await enterPage(host.url)];
    await signIn(one);
    expect([await roleOf(one), await roleOf(two)]).toEqual(["clerk", "none"]);
    expect(await ask(await enterPage(host.applicantUrl), "session.get")).toMatchObject({
      problem: { code: "not-allowed" },
    });
  });

  it("keeps its sign-in when it reloads; a copy of it while it is open has none", async () => {
    const timers = handTimers();
    await open(timers);
    const token = await enterPage(host.url);
    await signIn(token);
    const stream = await follow(token);
    const copied = askEntry(host.origin, { token });
    await vi.waitUntil(() => timers.waiting(2000) === 1);
    timers.ring(2000);
    const copy = await tokenFrom(await copied);
    expect(copy).not.toBe(token);
    expect([await roleOf(token), await roleOf(copy)]).toEqual(["clerk", "none"]);

    // The browser closes the old page's stream when the reloaded one asks, or shortly after.
    const reloaded = askEntry(host.origin, { token });
    stream.destroy();
    expect(await tokenFrom(await reloaded)).toBe(token);
    await follow(token);
    timers.ring(30_000);
    expect(await roleOf(token)).toBe("clerk");
  });

  it("lets no second stream follow it, so that two tabs never share a sign-in", async () => {
    const timers = handTimers();
    await open(timers);
    const token = await enterPage(host.url);
    expect((await follow(token)).statusCode).toBe(200);
    const second = follow(token);
    await vi.waitUntil(() => timers.waiting(2000) === 1);
    timers.ring(2000);
    expect((await second).statusCode).toBe(409);
  });

  it("is signed out, by name in the audit log, half a minute after its window was closed", async () => {
    const timers = handTimers();
    await open(timers);
    const token = await enterPage(host.url);
    await signIn(token);
    (await follow(token)).destroy();
    await vi.waitUntil(() => timers.waiting(30_000) === 1);
    expect(await roleOf(token)).toBe("clerk");
    timers.ring(30_000);
    await vi.waitUntil(async () => (await roleOf(token)) === "none");
    const last = station.context.db
      .prepare<[], { verb: string; actor: string }>("SELECT verb, actor FROM audit ORDER BY seq DESC LIMIT 1")
      .get();
    expect(last).toEqual({ verb: "session.signedOut", actor: "clerk-1" });
  });
});

describe("an address without a ticket", () => {
  it("opens a page for the user who runs the program", async () => {
    host = await startLoopback(station.dispatcher, station.dir);
    expect(host.opensForUser).toBe(knowsUsers());
    expect((await askEntry(host.origin, {})).status).toBe(knowsUsers() ? 200 : 403);
  });

  it("opens none for another user of the machine", async () => {
    // Only root can start a program as somebody else; without root the kernel's answer is played.
    if (!canBeSomebodyElse) {
      await open();
      return expect((await askEntry(host.origin, {})).status).toBe(403);
    }
    host = await startLoopback(station.dispatcher, station.dir);
    const { port, host: name } = new URL(host.origin);
    const ask = `POST /page HTTP/1.1\\r\\nHost: ${name}\\r\\nContent-Length: 2\\r\\nConnection: close\\r\\n\\r\\n{}`;
    const line = `exec 3<>/dev/tcp/127.0.0.1/${port}; printf '${ask}' >&3; head -n 1 <&3`;
    expect((await runAsNobody(line)).trim()).toBe("HTTP/1.1 403 Forbidden");
  });
});
