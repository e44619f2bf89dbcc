import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { revokeStation } from "#central/db/stations.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { openLog } from "#central/lib/log.ts";
import { CentreApplication, CentreProblem, Health, PushReceipt } from "#shared/contract/centre/push.ts";
import { ask, enrol, entryOf, push, sha256 } from "#test/helpers/centre-client.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";

const CODE = "test-code-of-hall-one";
const OTHER_CODE = "test-code-of-hall-two";

describe.each(centreStores)("the centre's contract on $store", ({ store, open }) => {
  let testStore: TestStore;
  let centre: RunningCentre;
  let second: RunningCentre;
  let clock = "2026-11-20T01:00:00.000Z";
  let token = "";
  let otherToken = "";
  const log: string[] = [];

  beforeAll(async () => {
    testStore = await open();
    const options = {
      sql: testStore.sql,
      port: 0,
      now: () => clock,
      enrolmentCodes: [
        { hallName: "一号大厅", code: CODE },
        { hallName: "二号大厅", code: OTHER_CODE },
      ],
      enrolmentAttemptsPerMinute: 6,
      log: openLog({ write: (line) => void log.push(line) }),
    };
    // Two instances that start at once on one store.
    [centre, second] = await Promise.all([startCentre(options), startCentre(options)]);
    token = (await enrol(centre.url, CODE)).token;
    otherToken = (await enrol(centre.url, OTHER_CODE)).token;
  });

  afterAll(async () => {
    await centre?.close();
    await second?.close();
    await testStore?.remove();
  });

  test("health names the store and whether a commit survives a power cut", async () => {
    const answer = await ask(centre.url, "GET", "/health");
    expect(answer.status).toBe(200);
    expect(Health.parse(answer.body)).toMatchObject({ status: "ok", store, durable: store === "postgresql" });
  });

  test("enrolment gives each station its own prefix, which begins with its hall's letters", async () => {
    clock = "2026-11-20T01:10:00.000Z";
    const stations = await Promise.all(["a", "b", "c"].map((name) => enrol(centre.url, CODE, name)));
    const prefixes = stations.map(({ prefix }) => prefix);
    expect(new Set(prefixes).size).toBe(3);
    for (const prefix of prefixes) expect(prefix).toMatch(/^A\d{2}$/);
    expect((await enrol(second.url, OTHER_CODE)).prefix).toMatch(/^B\d{2}$/);
  });

  test("a code in small letters with blanks is the same code", async () => {
    clock = "2026-11-20T01:11:30.000Z";
    expect((await enrol(centre.url, ` ${CODE.toUpperCase().replaceAll("-", " ")} `)).prefix).toMatch(/^A/);
  });

  test("a wrong code is refused, and too many tries a minute wait for the next minute", async () => {
    clock = "2026-11-20T01:20:00.000Z";
    const body = { enrolmentCode: "not-the-code", hallName: "x", stationName: "y" };
    const tries = [];
    for (let attempt = 0; attempt < 8; attempt += 1)
      tries.push(await ask(centre.url, "POST", "/v1/stations", { body }));
    expect(tries.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401, 429, 429]);
    expect(CentreProblem.parse(tries[0]?.body).code).toBe("not-enrolled");
    expect(CentreProblem.parse(tries[7]?.body).code).toBe("too-many");
    expect(Number(tries[7]?.headers.get("retry-after"))).toBe(60);
    // Behind one proxy all halls have one address; the others can enrol all the same.
    const other = { enrolmentCode: OTHER_CODE, hallName: "二号大厅", stationName: "y" };
    expect((await ask(centre.url, "POST", "/v1/stations", { body: other })).status).toBe(201);
    // The proxy on this machine says that another caller tries now.
    const elsewhere = await fetch(`${centre.url}/v1/stations`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": "203.0.113.9" },
      body: JSON.stringify(body),
    });
    expect(elsewhere.status).toBe(401);
    clock = "2026-11-20T01:21:00.000Z";
    expect((await ask(centre.url, "POST", "/v1/stations", { body })).status).toBe(401);
  });

  test("neither codes nor tokens are stored, only their hashes", async () => {
    const rows = [
      ...(await testStore.sql.query("select * from stations")),
      ...(await testStore.sql.query("select * from enrolment_codes")),
    ];
    const text = JSON.stringify(rows);
    expect(text).toContain(sha256(token));
    expect(text).not.toContain(token);
    expect(text.toLowerCase()).not.toContain("testcodeofhall");
  });

  test("the first push is stored; a second with the same payload gets the same receipt from any instance", async () => {
    const key = randomUUID();
    const entry = entryOf(`{"name":"𠮷田 ｜ m³","note":"\\u0000 \\ud83d\\ude00 😀"}`);
    const first = await push(centre.url, token, key, entry);
    expect(first.status).toBe(201);
    const receipt = PushReceipt.parse(first.body);
    expect(receipt).toMatchObject({ key, payloadHash: entry.payloadHash, receivedAt: clock, duplicate: false });
    clock = "2026-11-20T02:00:00.000Z";
    const again = await push(second.url, token, key.toUpperCase(), entry);
    expect(again.status).toBe(200);
    expect(again.body).toEqual({ ...receipt, duplicate: true });
    const [row] = await testStore.sql.query("select payload from entries where key = $1", [key]);
    expect(row?.["payload"]).toBe(entry.payload);
  });

  test("the same key and payload for another application is a conflict, alone and in a batch", async () => {
    const key = randomUUID();
    const entry = entryOf(`{"v":1}`);
    const { receipt } = PushReceipt.parse((await push(centre.url, token, key, entry)).body);
    const moved = { ...entry, applicationId: randomUUID() };
    const answer = await push(centre.url, token, key, moved);
    expect(answer.status).toBe(409);
    expect(CentreProblem.parse(answer.body)).toMatchObject({ code: "conflict", held: { receipt } });
    const batch = await ask(centre.url, "POST", "/v1/entries", { token, body: { entries: [{ key, ...moved }] } });
    expect(batch.body).toMatchObject({ answers: [{ outcome: "conflict", key, held: { receipt } }] });
    expect((await push(centre.url, token, key, entry)).status).toBe(200);
  });

  test("a body of 200,000 unknown names, or of as many wrong items, is refused by one line", async () => {
    const names = Object.fromEntries(Array.from({ length: 200_000 }, (_, nth) => [`n${nth}`, 1]));
    const keys = Array.from({ length: 200_000 }, () => 1);
    const refused = [
      await push(centre.url, token, randomUUID(), names),
      await ask(centre.url, "POST", "/v1/held", { token, body: { keys } }),
      await ask(centre.url, "POST", "/v1/entries", { token, body: { entries: keys } }),
    ];
    for (const { status, body } of refused) {
      expect(status).toBe(422);
      expect(CentreProblem.parse(body).fields).toMatchObject([{ message: expect.stringContaining("1000") }]);
    }
  });

  test("the same key with another payload is a conflict that shows the stored entry and changes nothing", async () => {
    const key = randomUUID();
    const entry = entryOf(`{"v":1}`);
    const { receipt } = PushReceipt.parse((await push(centre.url, token, key, entry)).body);
    const answer = await push(centre.url, token, key, entryOf(`{"v":2}`, { applicationId: entry.applicationId }));
    expect(answer.status).toBe(409);
    expect(CentreProblem.parse(answer.body)).toMatchObject({
      code: "conflict",
      held: { payloadHash: entry.payloadHash, receipt },
    });
    const [row] = await testStore.sql.query("select payload from entries where key = $1", [key]);
    expect(row?.["payload"]).toBe(`{"v":1}`);
  });

  test("fifty posts of one key at once write one row and get one receipt", async () => {
    const key = randomUUID();
    const entry = entryOf(`{"race":true}`);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => push(index % 2 === 0 ? centre.url : second.url, token, key, entry)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
    expect(new Set(answers.map(({ body }) => PushReceipt.parse(body).receipt)).size).toBe(1);
    expect(await testStore.sql.query("select 1 from entries where key = $1", [key])).toHaveLength(1);
  });

  test("fifty posts of one key with two payloads keep the first; the others are conflicts", async () => {
    const key = randomUUID();
    const applicationId = randomUUID();
    const rivals = [entryOf(`{"v":"one"}`, { applicationId }), entryOf(`{"v":"two"}`, { applicationId })] as const;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => push(centre.url, token, key, rivals[index % 2 === 0 ? 0 : 1])),
    );
    const [row] = await testStore.sql.query("select payload_hash from entries where key = $1", [key]);
    const winner = rivals[0].payloadHash === row?.["payload_hash"] ? 0 : 1;
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const [index, answer] of answers.entries()) {
      if (index % 2 === winner) expect([200, 201]).toContain(answer.status);
      else
        expect(CentreProblem.parse(answer.body)).toMatchObject({
          code: "conflict",
          held: { payloadHash: rivals[winner].payloadHash },
        });
    }
  });

  test("a damaged payload, a payload that is not JSON, and wrong fields are refused by name", async () => {
    const damaged = await push(centre.url, token, randomUUID(), { ...entryOf(`{"v":1}`), payload: `{"v":7}` });
    expect(damaged.status).toBe(422);
    expect(CentreProblem.parse(damaged.body).fields[0]?.path).toBe("payloadHash");
    expect((await push(centre.url, token, randomUUID(), entryOf("not json"))).status).toBe(422);
    const wrong = await push(centre.url, token, "not-a-uuid", entryOf("{}"));
    expect(CentreProblem.parse(wrong.body).fields[0]?.path).toBe("key");
    const fields = await push(centre.url, token, randomUUID(), { ...entryOf("{}"), sequence: 0, kind: "X", extra: 1 });
    expect(fields.status).toBe(422);
    expect(
      CentreProblem.parse(fields.body)
        .fields.map(({ path }) => path)
        .sort(),
    ).toEqual(["", "kind", "sequence"]);
  });

  test("a null character or half a surrogate pair is refused, never an error of the store", async () => {
    for (const text of ["a\0b", "a\ud800b"]) {
      const payload = JSON.stringify({ text: "x" }) + text;
      expect((await push(centre.url, token, randomUUID(), entryOf(payload))).status).toBe(422);
      clock = new Date(Date.parse(clock) + 60_000).toISOString();
      expect(
        (
          await ask(centre.url, "POST", "/v1/stations", {
            body: { enrolmentCode: CODE, hallName: text, stationName: "y" },
          })
        ).status,
      ).toBe(422);
    }
  });

  test("too large a payload is answered 413, by characters and by bytes", async () => {
    const characters = await push(centre.url, token, randomUUID(), entryOf(`"${"a".repeat(4_000_001)}"`));
    expect([characters.status, CentreProblem.parse(characters.body).code]).toEqual([413, "too-large"]);
    const bytes = await push(centre.url, token, randomUUID(), entryOf(`"${"水".repeat(3_000_000)}"`));
    expect([bytes.status, CentreProblem.parse(bytes.body).code]).toEqual([413, "too-large"]);
    const largest = await push(centre.url, token, randomUUID(), entryOf(`"${"a".repeat(3_999_998)}"`));
    expect(largest.status).toBe(201);
  });

  test("without a token, or with a wrong or revoked one, nothing is shown", async () => {
    const entry = entryOf("{}");
    expect((await ask(centre.url, "PUT", `/v1/entries/${randomUUID()}`, { body: entry })).status).toBe(401);
    expect((await push(centre.url, "x".repeat(40), randomUUID(), entry)).status).toBe(401);
    clock = new Date(Date.parse(clock) + 60_000).toISOString();
    const station = await enrol(centre.url, CODE);
    expect((await push(centre.url, station.token, randomUUID(), entry)).status).toBe(201);
    expect(await revokeStation(testStore.sql, station.prefix, clock)).toBe(true);
    const answer = await push(centre.url, station.token, randomUUID(), entry);
    expect(answer.status).toBe(401);
    expect(CentreProblem.parse(answer.body).code).toBe("not-enrolled");
    expect(await revokeStation(testStore.sql, station.prefix, clock)).toBe(false);
  });

  test("another hall can neither read an application nor add to it", async () => {
    const entry = entryOf(`{"mine":true}`);
    const key = randomUUID();
    expect((await push(centre.url, token, key, entry)).status).toBe(201);
    const path = `/v1/applications/${entry.applicationId}`;
    const mine = await ask(centre.url, "GET", path, { token });
    expect(CentreApplication.parse(mine.body).entries).toHaveLength(1);
    const theirs = await ask(centre.url, "GET", path, { token: otherToken });
    const nobodys = await ask(centre.url, "GET", `/v1/applications/${randomUUID()}`, { token: otherToken });
    expect(theirs.status).toBe(404);
    expect(theirs.body).toEqual(nobodys.body);
    const intrusion = await push(
      centre.url,
      otherToken,
      randomUUID(),
      entryOf(`{"theirs":true}`, { applicationId: entry.applicationId, sequence: 2 }),
    );
    expect(intrusion.status).toBe(404);
    expect(
      await testStore.sql.query("select 1 from entries where application_id = $1", [entry.applicationId]),
    ).toHaveLength(1);
    // The same key in another hall is another key.
    expect((await push(centre.url, otherToken, key, entryOf(`{"own":true}`))).status).toBe(201);
  });

  test("an application's entries come back in the order of their sequence", async () => {
    const applicationId = randomUUID();
    for (const sequence of [3, 1, 2])
      await push(centre.url, token, randomUUID(), entryOf(`{"n":${sequence}}`, { applicationId, sequence }));
    const answer = CentreApplication.parse(
      (await ask(centre.url, "GET", `/v1/applications/${applicationId}`, { token })).body,
    );
    expect(answer.entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(answer.entries[0]?.receivedAt).toBe(clock);
  });

  test("SQL in any text is only text", async () => {
    const payload = JSON.stringify({ name: "'; drop table entries; --" });
    expect((await push(centre.url, token, randomUUID(), entryOf(payload))).status).toBe(201);
    expect((await ask(centre.url, "GET", "/v1/applications/'%20or%20'1'='1", { token })).status).toBe(422);
    expect(
      (await ask(centre.url, "PUT", `/v1/entries/${randomUUID()}`, { token: `${"'or 1=1--".repeat(5)}`, body: {} }))
        .status,
    ).toBe(401);
  });

  test("the log has route patterns and statuses, and nothing that was sent", async () => {
    const marker = "张三13900001111";
    await push(centre.url, token, randomUUID(), entryOf(JSON.stringify({ marker })));
    const text = log.join("");
    expect(text).toContain('"route":"/v1/entries/:key"');
    expect(text).not.toContain(marker);
    expect(text).not.toContain(token);
    expect(text).not.toContain(CODE);
    expect(text).not.toMatch(/authorization|"ip"|remoteAddress|[0-9a-f]{8}-[0-9a-f]{4}-/);
  });
});
