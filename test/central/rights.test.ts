import { randomUUID } from "node:crypto";
import fastify from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { nameKind } from "#central/domain/administer.ts";
import { listStations } from "#central/db/stations.ts";
import { operations } from "#central/http/operations.ts";
import { type Caller, refuseUnlistedRoutes, rights } from "#central/http/rights.ts";
import { FeedPage } from "#shared/contract/centre/feed.ts";
import { CentreProblem } from "#shared/contract/centre/push.ts";
import { formatAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { type Answer, ask, entryOf, push } from "#test/helpers/centre-client.ts";
import { makeRng } from "#test/helpers/rng.ts";
import { soundRequest, type OperationName } from "#test/proof/fuzz/requests.ts";
import { CANARY, openFuzzWorld, type FuzzWorld } from "#test/proof/fuzz/world.ts";

let world: FuzzWorld;
beforeAll(async () => {
  world = await openFuzzWorld();
});
afterAll(() => world.close());

const names = Object.keys(operations) as OperationName[];
const tokenOf = (caller: Caller): string | null =>
  ({
    anybody: null,
    window: world.tokens.own,
    supervisor: null,
    kiosk: world.tokens.kiosk,
    unnamed: world.tokens.unnamed,
    agency: world.tokens.agency,
  })[caller];

/** Asks as somebody, about the window's application wherever the request may choose. */
async function askAs(name: OperationName, token: string | null): Promise<{ status: number; body: string }> {
  const { method, path, type, body } = soundRequest(name, world, makeRng(7));
  const isText = type === "application/json";
  const about = isText
    ? Buffer.from(
        body.toString("utf8").replaceAll(/"applicationId":"[^"]+"/g, `"applicationId":"${world.applicationId}"`),
      )
    : body;
  const response = await fetch(world.url + path, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(type === null ? {} : { "content-type": type }),
    },
    ...(method === "GET" ? {} : { body: new Uint8Array(about) }),
  });
  return { status: response.status, body: await response.text() };
}

const feedOf = async (token: string, query = ""): Promise<FeedPage> =>
  FeedPage.parse((await ask(world.url, "GET", `/v1/feed${query}`, { token })).body);
const codeIn = ({ status, body }: Answer): [number, string] => [status, CentreProblem.parse(body).code];

it("serves no route that the table of rights does not list", async () => {
  const app = fastify();
  refuseUnlistedRoutes(app);
  app.get("/v1/feed", () => null);
  expect(() => app.get("/v1/board", () => null)).toThrow("GET /v1/board");
  expect(() => app.delete("/v1/feed", () => null)).toThrow("DELETE /v1/feed");
  await app.close();
});

it.each(names)("lets each kind of caller have at %s what its row says", async (name) => {
  for (const caller of ["anybody", "window", "kiosk", "unnamed", "agency"] as const) {
    const { status } = await askAs(name, tokenOf(caller));
    if (rights[name][caller] !== "none") expect([caller, status]).not.toEqual([caller, expect.toBeOneOf([401, 403])]);
    else expect([caller, status]).toEqual([caller, caller === "unnamed" && rights[name].window !== "none" ? 403 : 401]);
  }
});

it.each(names.filter((name) => rights[name].kiosk !== "common"))(
  "shows a kiosk nothing of a window's application by %s",
  async (name) => {
    expect(rights[name].kiosk).not.toBe("hall");
    const { body } = await askAs(name, world.tokens.kiosk);
    for (const secret of [CANARY, "13900001111", String(world.record["acceptanceNumber"])])
      expect(body).not.toContain(secret);
    if (name === "application") expect(CentreProblem.parse(JSON.parse(body)).code).toBe("not-found");
  },
);

it("gives a kiosk by the feed what is published and the progress of its own applications, nothing else", async () => {
  const { kiosk, own: window, agency } = world.tokens;
  const stations = await listStations(world.sql);
  const numberOf = (of: string): string =>
    formatAcceptanceNumber({ prefix: stations.find(({ kind }) => kind === of)?.prefix ?? "", year: 2026, serial: 7 });
  const content = { utilities: ["water"], form: {} };
  const mine = entryOf(JSON.stringify({ ...world.record, acceptanceNumber: numberOf("kiosk"), content }));
  const key = randomUUID();
  expect((await push(world.url, kiosk, key, mine)).status).toBe(201);
  const theirs = entryOf(JSON.stringify({ ...world.record, acceptanceNumber: numberOf("window"), note: CANARY }));
  expect((await push(world.url, window, randomUUID(), theirs)).status).toBe(201);
  // The window goes on with the kiosk's application, and the utility answers about both.
  const further = entryOf(JSON.stringify({ note: CANARY }), {
    applicationId: mine.applicationId,
    sequence: 2,
    kind: "application.changed",
  });
  expect((await push(world.url, window, randomUUID(), further)).status).toBe(201);
  await feedOf(window);
  for (const applicationId of [mine.applicationId, theirs.applicationId]) {
    const body = { kind: "survey.dated", applicationId, on: "2026-11-25", text: "" };
    expect((await ask(world.url, "PUT", `/v1/party/reports/${randomUUID()}`, { token: agency, body })).status).toBe(
      201,
    );
  }
  const told = await feedOf(kiosk);
  expect(told.items.map(({ kind, applicationId }) => [kind, applicationId])).toEqual([
    ["roster.published", undefined],
    ["survey.dated", mine.applicationId],
  ]);
  const back = await feedOf(kiosk, "?own=1");
  expect(back.items.filter(({ kind }) => kind === "entry.taken").map(({ id }) => id)).toEqual([key]);
  expect(JSON.stringify([told, back])).not.toContain(CANARY);
  expect((await ask(world.url, "GET", `/v1/applications/${mine.applicationId}`, { token: kiosk })).status).toBe(200);
  expect((await ask(world.url, "GET", `/v1/applications/${theirs.applicationId}`, { token: kiosk })).status).toBe(404);
  // A place in the kiosk's part says nothing of what a window has read.
  const whole = await feedOf(window);
  expect((await feedOf(window, `?after=${told.cursor}`)).items).toEqual(whole.items);
  expect((await feedOf(kiosk, `?after=${whole.cursor}`)).items).toEqual(told.items);
});

it("takes from a kiosk only what it made itself", async () => {
  const [window] = (await listStations(world.sql)).filter(({ kind }) => kind === "window");
  const answer = await ask(world.url, "PUT", `/v1/entries/${randomUUID()}?for=${window?.prefix}`, {
    token: world.tokens.kiosk,
    body: { ...entryOf("{}"), proof: "0".repeat(64) },
  });
  expect(codeIn(answer)).toEqual([403, "not-permitted"]);
});

it("lets a kiosk go on with what it began, and with no application of a window, alone or in a batch", async () => {
  const { kiosk, own: window } = world.tokens;
  const applicationId = world.applicationId.toUpperCase();
  const withdrawn = { applicationId, sequence: 99, kind: "application.withdrawn" } as const;
  const foreign = entryOf("{}", withdrawn);
  expect(codeIn(await push(world.url, kiosk, randomUUID(), foreign))).toEqual([404, "not-found"]);
  const mine = entryOf(JSON.stringify({ note: "begun at the kiosk" }));
  const further = entryOf("{}", { ...withdrawn, applicationId: mine.applicationId });
  const entries = [mine, foreign, further].map((entry) => ({ key: randomUUID(), ...entry }));
  const { body } = await ask(world.url, "POST", "/v1/entries", { token: kiosk, body: { entries } });
  expect(body).toMatchObject({ answers: [{ outcome: "held" }, { outcome: "refused" }, { outcome: "held" }] });
  const there = await ask(world.url, "GET", `/v1/applications/${world.applicationId}`, { token: window });
  expect(JSON.stringify(there.body)).not.toContain("application.withdrawn");
});

it("gives a station without a kind nothing of its hall until the kind is named, once, and then from the beginning", async () => {
  const token = world.tokens.unnamed;
  expect(codeIn(await ask(world.url, "GET", "/v1/feed", { token }))).toEqual([403, "not-permitted"]);
  expect((await push(world.url, token, randomUUID(), entryOf("{}"))).status).toBe(201);
  const prefix = (await listStations(world.sql)).find(({ kind }) => kind === null)?.prefix ?? "";
  const wrong = nameKind(world.sql, { kind: "window", prefixes: [prefix, "ZZ9"] });
  await expect(wrong).rejects.toMatchObject({ problem: { code: "kind-stands" } });
  expect((await ask(world.url, "GET", "/v1/feed", { token })).status).toBe(403);
  await nameKind(world.sql, { kind: "window", prefixes: [prefix] });
  expect(JSON.stringify(await feedOf(token))).toContain(CANARY);
  const again = nameKind(world.sql, { kind: "kiosk", prefixes: [prefix] });
  await expect(again).rejects.toMatchObject({ problem: { code: "kind-stands" } });
});
