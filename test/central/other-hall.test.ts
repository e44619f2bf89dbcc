import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "#central/http/operations.ts";
import { startCentre } from "#central/cli/start-centre.ts";
import { CentreProblem } from "#shared/contract/centre/push.ts";
import { ask, entryOf, push } from "#test/helpers/centre-client.ts";
import { makeRng } from "#test/helpers/rng.ts";
import { soundRequest, type OperationName } from "#test/proof/fuzz/requests.ts";
import { CANARY, openFuzzWorld, type FuzzWorld } from "#test/proof/fuzz/world.ts";

let world: FuzzWorld;

beforeAll(async () => {
  world = await openFuzzWorld();
  // A file of the first hall, whole, and everything read: what there is to be found is there.
  const put = (path: string, type: string, body: BodyInit) =>
    fetch(world.url + path, {
      method: "PUT",
      headers: { authorization: `Bearer ${world.tokens.own}`, "content-type": type },
      body,
    });
  const notice = soundRequest("attachment", world, makeRng(1));
  expect((await put(notice.path, "application/json", new Uint8Array(notice.body))).status).toBe(200);
  expect(
    (await put(`/v1/attachments/${world.fileHash}/pieces/0`, "application/octet-stream", new Uint8Array(world.file)))
      .status,
  ).toBe(200);
  await ask(world.url, "GET", "/v1/feed", { token: world.tokens.own });
});
afterAll(() => world.close());

/** Everything that belongs to the first hall, in every table that names a hall, as one text. */
async function ownRows(): Promise<string> {
  const tables = await world.sql.query(
    "select table_name::text from information_schema.columns where table_schema = 'public' and column_name = 'hall_id' order by 1",
  );
  const halls = "(select id from halls where name = '一号大厅')";
  const parts = await Promise.all(
    tables.map(async (row) => [
      row["table_name"],
      await world.sql.query(
        `select md5(string_agg(one, '|' order by one)) as sum
         from (select t::text as one from "${String(row["table_name"])}" t where hall_id in ${halls}) as rows`,
      ),
    ]),
  );
  return JSON.stringify(parts);
}

const secured = (who: "station" | "agency"): OperationName[] =>
  (Object.keys(operations) as OperationName[]).filter((name) => operations[name].secured === who);

async function asStranger(name: OperationName, token: string): Promise<{ status: number; body: string }> {
  const { method, path, type, body } = soundRequest(name, world, makeRng(7));
  // Where a request may choose what it is about, it is about the first hall's.
  const about =
    type === "application/json"
      ? body
          .toString("utf8")
          .replaceAll(/"applicationId":"[^"]+"/g, `"applicationId":"${world.applicationId}"`)
          .replaceAll(/"key":"[^"]+"/g, `"key":"${world.key}"`)
      : body;
  const address = name === "push" ? `/v1/entries/${world.key}` : path;
  const response = await fetch(world.url + address, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(type === null ? {} : { "content-type": type }) },
    ...(method === "GET" ? {} : { body: new Uint8Array(Buffer.from(about)) }),
  });
  return { status: response.status, body: await response.text() };
}

describe("a station or agency of another hall", () => {
  it.each(secured("station"))("reads and changes nothing of this hall by %s", async (name) => {
    const before = await ownRows();
    const [{ receipt } = {}] = await world.sql.query("select receipt from entries where key = $1", [world.key]);
    const { status, body } = await asStranger(name, world.tokens.other);
    expect(status).toBeLessThan(500);
    expect(body).not.toContain(CANARY);
    expect(body).not.toContain(String(receipt));
    if (name !== "register") expect(body).not.toContain("13900001111");
    // Of the file, too, nobody learns that it is here: a stranger's own copy would have to be sent whole.
    if (name === "attachment") expect(JSON.parse(body)).toMatchObject({ held: 0, receipt: null });
    if (name === "application" || name === "publication") expect(status).toBe(404);
    expect(await ownRows()).toBe(before);
  });

  it.each(secured("agency"))("reads and changes nothing of this hall by %s", async (name) => {
    const before = await ownRows();
    for (const token of [world.tokens.otherAgency, world.tokens.other, world.tokens.own]) {
      const { status, body } = await asStranger(name, token);
      // What names an application of another hall finds none.
      const known = operations[name].path.includes(":id") || name === "agencyReport" ? 404 : 200;
      expect(status).toBe(token === world.tokens.otherAgency ? known : 401);
      expect(body).not.toContain(CANARY);
    }
    expect(await ownRows()).toBe(before);
  });

  it.each([...secured("station"), ...secured("agency")])(
    "is nobody at %s once revoked, or without a token, or with the other kind's",
    async (name) => {
      for (const token of [
        world.tokens.revoked,
        "x".repeat(43),
        operations[name].secured === "agency" ? world.tokens.own : world.tokens.agency,
      ])
        expect((await asStranger(name, token)).status).toBe(401);
    },
  );
});

it("a replayed call changes nothing: the same bytes get the same receipt, other bytes a conflict", async () => {
  const entry = entryOf('{"replayed":true}');
  const key = randomUUID();
  const first = await push(world.url, world.tokens.own, key, entry);
  const rows = await world.sql.query("select count(*)::int as n from entries");
  for (let turn = 0; turn < 3; turn += 1)
    expect(await push(world.url, world.tokens.own, key, entry)).toMatchObject({
      status: 200,
      body: { receipt: (first.body as { receipt: string }).receipt, duplicate: true },
    });
  expect((await push(world.url, world.tokens.own, key, entryOf('{"replayed":false}'))).status).toBe(409);
  expect(await world.sql.query("select count(*)::int as n from entries")).toEqual(rows);
});

it("who tries tokens is asked to wait; stations and agencies at the same address go on, revoked ones do not", async () => {
  let now = "2026-11-20T01:00:00.000Z";
  const centre = await startCentre({ sql: world.sql, port: 0, now: () => now, unknownTokensPerMinute: 20 });
  const askStatus = async (token: string) => (await ask(centre.url, "GET", "/v1/standing", { token })).status;
  const tries: number[] = [];
  for (let nth = 0; nth < 25; nth += 1) tries.push(await askStatus(`${"x".repeat(40)}${nth}`));
  expect(tries).toEqual([...Array.from({ length: 21 }, () => 401), 429, 429, 429, 429]);
  expect(await askStatus(world.tokens.own)).toBe(200);
  expect(await askStatus(world.tokens.agency)).toBe(401);
  expect(await askStatus(world.tokens.revoked)).toBe(429);
  now = "2026-11-20T01:01:00.000Z";
  expect(await askStatus("y".repeat(43))).toBe(401);
  await centre.close();
});

it("a station that floods is asked to wait, with Retry-After, and delays nobody else", async () => {
  let now = "2026-11-20T01:00:00.000Z";
  const centre = await startCentre({ sql: world.sql, port: 0, now: () => now, callsPerMinute: 20 });
  const askStatus = (token: string) => ask(centre.url, "GET", "/v1/standing", { token });
  const answers = await Promise.all(Array.from({ length: 50 }, () => askStatus(world.tokens.own)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
  for (const { status, headers, body } of answers.filter((one) => one.status !== 200)) {
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBe(60);
    expect(CentreProblem.parse(body).code).toBe("too-many");
  }
  expect((await askStatus(world.tokens.other)).status).toBe(200);
  now = "2026-11-20T01:01:00.000Z";
  expect((await askStatus(world.tokens.own)).status).toBe(200);
  await centre.close();
});
