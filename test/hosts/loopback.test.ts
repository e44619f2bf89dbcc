import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isOpenTo, type Answer } from "#shared/contract/call.ts";
import { calls } from "#shared/contract/calls.ts";
import type { SubmitAnswer } from "#shared/contract/intake.ts";
import { acceptedOf } from "#test/helpers/accepted-of.ts";
import { enterPage } from "#test/helpers/enter-page.ts";
import { startTestStation, stopTestStation, type TestStation } from "#test/helpers/hall.ts";
import { sendRaw } from "#test/helpers/raw-request.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

let station: TestStation;
let token = "";
beforeAll(async () => {
  station = await startTestStation("yunhai");
  token = await enterPage(station.host.url);
});
afterAll(() => stopTestStation(station));

type Reply = { status: number; body: string; headers: Record<string, unknown> };

const send = (method: string, path: string, headers: Record<string, string>, body = ""): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const outgoing = request(station.host.origin + path, { method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (text += part));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });

const own = () => ({ "x-station-token": token, "content-type": "application/json" });
const ask = async (name: string, input: unknown, headers: Record<string, string> = own()): Promise<Answer> =>
  JSON.parse((await send("POST", `/call/${name}`, headers, JSON.stringify(input))).body) as Answer;

describe("the loopback host", () => {
  it("refuses a wrong or missing token, another Host and another Origin", async () => {
    const tries: Record<string, string>[] = [
      {},
      { "x-station-token": "wrong" },
      { ...own(), host: "evil.example" },
      { ...own(), origin: "http://evil.example" },
      { ...own(), origin: "null" },
    ];
    for (const headers of tries) expect((await send("POST", "/call/session.get", headers, "{}")).status).toBe(403);
    expect((await send("POST", "/call/session.get", { ...own(), origin: station.host.origin }, "{}")).status).toBe(200);
  });

  it("listens on 127.0.0.1 and serves no file outside the page", async () => {
    expect(station.host.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    for (const path of [
      "/../../package.json",
      "/%2e%2e/%2e%2e/package.json",
      "/..%2f..%2fpackage.json",
      "/%00",
      "/%zz",
      "/package.json",
    ])
      expect((await send("GET", path, {})).status).toBe(404);
  });

  it("outlives a request line that holds no address, from whatever site it comes", async () => {
    const { host } = new URL(station.host.origin);
    const get = async (target: string, named: string) =>
      (
        await sendRaw(
          station.host.origin,
          Buffer.from(`GET ${target} HTTP/1.1\r\nHost: ${named}\r\nConnection: close\r\n\r\n`),
        )
      ).status;
    for (const target of ["//", "//[", "http://["])
      expect([await get(target, "evil.example"), await get(target, host)]).toEqual([403, 400]);
    expect(await get("/", host)).toBe(200);
  });

  it("sends a policy with every answer that lets nothing foreign load", async () => {
    const { headers } = await send("POST", "/call/session.get", own(), "{}");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["cache-control"]).toBe("no-store");
  });

  it("answers malformed, unknown and oversized calls with a problem", async () => {
    expect(JSON.parse((await send("POST", "/call/session.get", own(), "{")).body)).toMatchObject({
      ok: false,
      problem: { code: "bad-input" },
    });
    expect(await ask("no.such", {})).toMatchObject({ ok: false, problem: { code: "bad-input" } });
    expect(await ask("constructor", {})).toMatchObject({ ok: false });
    expect(await ask("session.get", { stray: 1 })).toMatchObject({ ok: false, problem: { code: "bad-input" } });
    expect(
      JSON.parse((await send("POST", "/call/session.get", own(), `"${"x".repeat(6_000_000)}"`)).body),
    ).toMatchObject({ ok: false, problem: { code: "bad-input" } });
  });

  it("refuses every call to a role that may not make it, before its handler runs", async () => {
    await ask("session.signOut", {});
    const closed = Object.entries(calls).filter(([, call]) => !isOpenTo(call, "none"));
    expect(closed.length).toBeGreaterThan(15);
    for (const [name] of closed)
      expect(await ask(name, {}), name).toMatchObject({ ok: false, problem: { code: "not-signed-in" } });
    await ask("session.startKiosk", {});
    for (const [name, call] of Object.entries(calls))
      if (!isOpenTo(call, "kiosk"))
        expect(await ask(name, {}), name).toMatchObject({ ok: false, problem: { code: "not-allowed" } });
    await ask("session.signIn", { operatorId: "clerk-1", pin: "2468" });
    for (const [name, call] of Object.entries(calls))
      if (!isOpenTo(call, "clerk"))
        expect(await ask(name, {}), name).toMatchObject({ ok: false, problem: { code: "not-allowed" } });
  });

  it("refuses a wrong PIN and stays signed out", async () => {
    await ask("session.signOut", {});
    expect(await ask("session.signIn", { operatorId: "clerk-1", pin: "0000" })).toMatchObject({
      ok: false,
      problem: { code: "wrong-pin" },
    });
    expect(await ask("session.get", {})).toMatchObject({ ok: true, value: { role: "none", operator: null } });
  });

  it("shows a kiosk nothing but the application of its own visit", async () => {
    await ask("session.signIn", { operatorId: "clerk-1", pin: "2468" });
    const clerks = await ask("application.submit", { key: randomUUID(), body: yunhaiDraft() });
    if (!clerks.ok) throw new Error(JSON.stringify(clerks.problem));
    const other = acceptedOf(clerks.value as SubmitAnswer).id;
    await ask("session.startKiosk", {});
    expect(await ask("print.list", { applicationId: other })).toMatchObject({
      ok: false,
      problem: { code: "not-allowed" },
    });
    expect(
      await ask("document.preview", { source: { applicationId: other }, kind: "slip", utility: null }),
    ).toMatchObject({ ok: false, problem: { code: "not-allowed" } });
    const own_ = await ask("application.submit", { key: randomUUID(), body: yunhaiDraft({ channel: "counter" }) });
    if (!own_.ok) throw new Error(JSON.stringify(own_.problem));
    const mine = acceptedOf(own_.value as SubmitAnswer);
    expect(mine.content.channel).toBe("kiosk");
    expect(await ask("print.list", { applicationId: mine.id })).toMatchObject({ ok: true });
    await ask("session.startKiosk", {});
    expect(await ask("print.list", { applicationId: mine.id })).toMatchObject({ ok: false });
    expect(station.errors).toEqual([]);
  });
});
