import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { changeAgencyToken, createAgency, createHall, endAgency, giveHalls } from "#central/domain/administer.ts";
import { listAgencies } from "#central/db/agencies.ts";
import { revokeCodes } from "#central/db/enrolment-codes.ts";
import { listStations, revokeStation } from "#central/db/stations.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { findNamedCentre, enrolAtCentre, linkTo } from "#station/sync/transport/centre-link.ts";
import { pullPass } from "#station/sync/feed/read-feed.ts";
import { CentreProblem } from "#shared/contract/centre/push.ts";
import { AgencyPage } from "#shared/contract/centre/agency.ts";
import { formatAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { TokenAnswer } from "#shared/contract/centre/station.ts";
import { ask, enrol, entryOf, push } from "#test/helpers/centre-client.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { test } from "#test/helpers/station-fixture.ts";

const DAY_MS = 86_400_000;
const CODE = "administration-test-code";

describe.each(centreStores)("the administration of stations on $store", ({ open }) => {
  const clock = new HandClock("2026-11-20T01:00:00.000Z");
  let store: TestStore;
  let one: RunningCentre;
  let two: RunningCentre;

  beforeAll(async () => {
    store = await open();
    const options = { sql: store.sql, port: 0, now: clock.now, enrolmentCodes: [{ hallName: "一号大厅", code: CODE }] };
    [one, two] = await Promise.all([startCentre(options), startCentre(options)]);
  });

  afterAll(async () => {
    await one?.close();
    await two?.close();
    await store?.remove();
  });

  const taken = async (centre: RunningCentre, token: string): Promise<number> =>
    (await push(centre.url, token, randomUUID(), entryOf("{}"))).status;
  const change = async (centre: RunningCentre, token: string): Promise<string> =>
    TokenAnswer.parse((await ask(centre.url, "POST", "/v1/stations/token", { token })).body).token;

  test("a token changes without a gap: the old one is valid until the new one's first use and ten minutes longer", async () => {
    const { token } = await enrol(one.url, CODE);
    const lost = await change(one, token);
    const next = await change(two, token);
    expect(await taken(one, lost)).toBe(401);
    expect(await taken(one, token)).toBe(201);
    // First used by two calls at once, at two instances.
    expect(await Promise.all([taken(one, next), taken(two, next), taken(one, next), taken(two, next)])).toEqual([
      201, 201, 201, 201,
    ]);
    expect(await taken(two, token)).toBe(201);
    clock.advance(601_000);
    expect(await taken(two, token)).toBe(401);
    expect(await taken(one, next)).toBe(201);
    expect((await ask(one.url, "POST", "/v1/stations/token", {})).status).toBe(401);
  });

  test("an agency's token changes without a gap, a revoked name is free again, and an unknown utility is refused", async () => {
    const { hall } = await createHall(store.sql, "登记大厅", clock.now);
    const water = { name: "登记水司", utility: "water", halls: [hall] };
    const { token } = await createAgency(store.sql, water, clock.now);
    const listed = async (by: string) => (await ask(one.url, "GET", "/v1/party/applications", { token: by })).status;
    const next = (await changeAgencyToken(store.sql, "登记水司")).token;
    expect([await listed(token), await listed(next), await listed(token)]).toEqual([200, 200, 200]);
    clock.advance(601_000);
    expect([await listed(token), await listed(next)]).toEqual([401, 200]);
    await expect(createAgency(store.sql, water, clock.now)).rejects.toMatchObject({ problem: { code: "name-taken" } });
    await endAgency(store.sql, "登记水司", clock.now);
    expect(await listed(next)).toBe(401);
    const again = await createAgency(store.sql, water, clock.now);
    expect(await listed(again.token)).toBe(200);
    await expect(
      createAgency(store.sql, { name: "错写", utility: "watr", halls: [hall] }, clock.now),
    ).rejects.toMatchObject({ problem: { code: "no-such-utility" } });
    await expect(changeAgencyToken(store.sql, "没有")).rejects.toMatchObject({ problem: { code: "no-such-agency" } });
    expect((await listAgencies(store.sql)).filter(({ name }) => name === "登记水司")).toMatchObject([
      { kind: "utility", utility: "water", halls: [hall], revokedAt: clock.now() },
      { kind: "utility", utility: "water", halls: [hall], revokedAt: null },
    ]);
  });

  test("a hall given to an agency later brings its open applications after the agency's cursor", async () => {
    const halls = ["先有大厅", "后加大厅"];
    const codes: string[] = [];
    for (const name of halls) codes.push((await createHall(store.sql, name, clock.now)).enrolmentCode);
    const { token } = await createAgency(
      store.sql,
      { name: "两厅电司", utility: "power", halls: ["先有大厅"] },
      clock.now,
    );
    const ids: string[] = [];
    for (const code of codes.toReversed()) {
      const station = await enrol(one.url, code);
      const payload = JSON.stringify({
        acceptanceNumber: formatAcceptanceNumber({ prefix: station.prefix, year: 2026, serial: 1 }),
        acceptedAt: clock.now(),
        content: { utilities: ["power"], form: { header: { applicant: "示例公司", site: "云海路 1 号" } } },
      });
      const entry = entryOf(payload);
      expect((await push(one.url, station.token, randomUUID(), entry)).status).toBe(201);
      ids.unshift(entry.applicationId);
    }
    const list = async (after: string) =>
      AgencyPage.parse((await ask(one.url, "GET", `/v1/party/applications${after}`, { token })).body);
    const first = await list("");
    expect(first.applications.map(({ applicationId }) => applicationId)).toEqual([ids[0]]);
    expect(await giveHalls(store.sql, { name: "两厅电司", halls })).toMatchObject({ added: 1 });
    const next = await list(`?after=${first.cursor}`);
    expect(next.applications.map(({ applicationId }) => applicationId)).toEqual([ids[1]]);
  });

  test("revoking a station ends every token it has, at every instance", async () => {
    clock.advance(60_000);
    const station = await enrol(one.url, CODE);
    const next = await change(one, station.token);
    expect(await revokeStation(store.sql, station.prefix, clock.now())).toBe(true);
    for (const token of [station.token, next])
      expect([await taken(one, token), await taken(two, token)]).toEqual([401, 401]);
    expect((await listStations(store.sql)).find(({ prefix }) => prefix === station.prefix)).toMatchObject({
      hall: "一号大厅",
      name: "1号窗口",
      hallNameGiven: "测试大厅",
      revokedAt: clock.now(),
    });
  });

  test("an enrolment code is valid for thirty days at most, less where it is revoked; stations enrolled with it stay", async () => {
    clock.advance(60_000);
    const body = (enrolmentCode: string) => ({ body: { enrolmentCode, hallName: "南门", stationName: "1" } });
    const first = await createHall(store.sql, "南门大厅", clock.now);
    const station = await enrol(two.url, first.enrolmentCode);
    expect(first.validUntil).toBe(new Date(Date.parse(clock.now()) + 30 * DAY_MS).toISOString());
    clock.advance(30 * DAY_MS);
    expect((await ask(one.url, "POST", "/v1/stations", body(first.enrolmentCode))).status).toBe(401);
    const second = await createHall(store.sql, "南门大厅", clock.now);
    expect(await revokeCodes(store.sql, "南门大厅", clock.now())).toBe(1);
    expect((await ask(one.url, "POST", "/v1/stations", body(second.enrolmentCode))).status).toBe(401);
    expect(await taken(one, station.token)).toBe(201);
  });

  test("an enrolment code is stored as a hash and enrols one station of its kind, also where two come at once", async () => {
    clock.advance(60_000);
    const { enrolmentCode } = await createHall(store.sql, "东门大厅", clock.now, "kiosk");
    expect(JSON.stringify(await store.sql.query("select * from enrolment_codes"))).not.toContain(enrolmentCode);
    const tried = (centre: RunningCentre, more: object = {}) =>
      ask(centre.url, "POST", "/v1/stations", {
        body: { enrolmentCode, hallName: "东门", stationName: "自助机", ...more },
      });
    // A station that says it is a window is refused, and the code stays.
    const wrong = await tried(one, { kind: "window" });
    expect([wrong.status, CentreProblem.parse(wrong.body).code]).toEqual([403, "not-permitted"]);
    const both = await Promise.all([tried(one, { kind: "kiosk" }), tried(two, { kind: "kiosk" })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 401]);
    expect(both.find(({ status }) => status === 201)?.body).toMatchObject({ kind: "kiosk" });
    expect((await listStations(store.sql)).filter(({ hall }) => hall === "东门大厅")).toMatchObject([
      { kind: "kiosk", name: "自助机" },
    ]);
    // An older station leaves its kind out and reads an answer without it; the code decides.
    const older = await createHall(store.sql, "东门大厅", clock.now, "kiosk");
    const { kind, prefix } = await enrol(one.url, older.enrolmentCode);
    expect(kind).toBeUndefined();
    expect((await listStations(store.sql)).find((station) => station.prefix === prefix)?.kind).toBe("kiosk");
  });

  test("a window changes its token once a month, and keeps the old one while the centre does not answer", async ({
    openTestStation,
  }) => {
    clock.advance(60_000);
    const { context } = await openTestStation({ now: clock.now });
    await enrolAtCentre(context, one.url, CODE);
    const tokenNow = () => findNamedCentre(context)?.token ?? "";
    const pass = (url: string) =>
      pullPass({
        context,
        link: linkTo(url),
        token: tokenNow(),
        stop: new AbortController().signal,
        isFirst: true,
      });
    const first = tokenNow();
    await pass(one.url);
    expect(tokenNow()).toBe(first);
    clock.advance(30 * DAY_MS);
    await pass("http://127.0.0.1:1");
    expect(tokenNow()).toBe(first);
    await pass(two.url);
    expect(tokenNow()).not.toBe(first);
    expect((await pass(one.url)).failed).toBeNull();
    clock.advance(601_000);
    expect(await taken(one, first)).toBe(401);
    expect(await taken(one, tokenNow())).toBe(201);
  });

  test("the metrics count answers by route, show stored, indexed and backed-up positions, and name nobody", async () => {
    clock.advance(60_000);
    const { token, prefix } = await enrol(one.url, CODE);
    for (let i = 0; i < 3; i += 1) expect(await taken(one, token)).toBe(201);
    await ask(one.url, "GET", "/v1/feed", { token });
    await ask(one.url, "GET", `/nowhere/${prefix}`, { token });
    const response = await fetch(`${one.url}/metrics`);
    expect(response.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    const text = await response.text();
    // The text format: comments, or a name, perhaps labels, and a number.
    for (const line of text.trimEnd().split("\n"))
      expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+="[^"]*",?)+\})? -?[0-9.e+-]+)$/);
    const value = (start: string): number =>
      Number(
        text
          .split("\n")
          .find((line) => line.startsWith(start))
          ?.split(" ")
          .at(-1),
      );
    expect(
      value('centre_request_seconds_count{method="PUT",route="/v1/entries/:key",status="201"}'),
    ).toBeGreaterThanOrEqual(3);
    expect(value('centre_request_seconds_bucket{le="+Inf",method="PUT",route="/v1/entries/:key",status="201"}')).toBe(
      value('centre_request_seconds_count{method="PUT",route="/v1/entries/:key",status="201"}'),
    );
    expect([
      value("centre_store_up"),
      value("centre_unread_entries"),
      value("centre_unreadable_entries"),
      value("centre_durable_position"),
    ]).toEqual([1, 0, 0, 0]);
    expect(value("centre_stored_position")).toBe(
      Number((await store.sql.query("select max(position)::int as top from entries"))[0]?.["top"]),
    );
    expect(text).not.toMatch(new RegExp(`${prefix}|${token}|大厅|窗口|[0-9a-f]{8}-[0-9a-f]{4}-`));
  });
});
