import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPostgres, openReadOnly } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { newEpoch } from "#central/domain/epoch.ts";
import { createReadCopy } from "#central/db/read-copy.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { FeedPage } from "#shared/contract/centre/feed.ts";
import { AcceptedAnswer } from "#shared/contract/centre/sync-status.ts";
import { ask, enrol, entryOf, push } from "#test/helpers/centre-client.ts";
import { freePort } from "#test/helpers/free-port.ts";
import { openDatabases, type TestDatabases } from "#test/helpers/shared-postgres.ts";

const AT = "2026-11-20T01:00:00.000Z";
const now = () => AT;
const CODE = "test-code-of-hall-one";
const first = randomUUID();
const second = randomUUID();

let postgres: TestDatabases;
let sql: Sql;
let copy: Sql;
let centre: RunningCentre;
let token = "";
let other = "";

/** The store as it was after the first record, in a database of its own: a copy that is behind. */
beforeAll(async () => {
  postgres = await openDatabases();
  const url = await postgres.newDatabase();
  sql = await openPostgres(url);
  const plain = await startCentre({ sql, port: 0, now, enrolmentCodes: [{ hallName: "一号大厅", code: CODE }] });
  ({ token } = await enrol(plain.url, CODE));
  ({ token: other } = await enrol(plain.url, CODE, "2号窗口"));
  await push(plain.url, token, first, entryOf("{}"));
  await ask(plain.url, "GET", "/v1/feed", { token: other });
  await plain.close();
  await sql.close();
  const admin = await openPostgres(url.replace(/\/[^/]*$/, "/postgres"));
  const name = url.split("/").at(-1) ?? "";
  await admin.query(`create database ${name}_copy template ${name}`);
  await admin.close();
  sql = await openPostgres(url);
  copy = openReadOnly(`${url}_copy`);
  centre = await startCentre({ sql, port: 0, now, copy });
  await push(centre.url, token, second, entryOf("{}"));
});
afterAll(async () => {
  await centre?.close();
  await copy?.close();
  await sql?.close();
  await postgres?.stop();
});

const feed = async (after = ""): Promise<FeedPage> =>
  FeedPage.parse(
    (await ask(centre.url, "GET", `/v1/feed${after === "" ? "" : `?after=${after}`}`, { token: other })).body,
  );
const idsIn = (page: FeedPage): string[] => page.items.map(({ id }) => id);

it("row 60: a feed read from a copy that lags comes late, and its cursor skips nothing", async () => {
  const page = await feed();
  expect(idsIn(page)).toEqual([first]);
  await copy.query(
    `insert into entries (hall_id, key, application_id, sequence, kind, payload, payload_hash, receipt,
     station_id, received_at)
     select hall_id, $1::uuid, gen_random_uuid(), sequence, kind, payload, payload_hash, receipt, station_id,
     received_at
     from entries`,
    [second],
  );
  await copy.query(
    "insert into feed_items (hall_id, id, station_id) select hall_id, $1::uuid, station_id from feed_items",
    [second],
  );
  expect(idsIn(await feed(page.cursor))).toEqual([second]);
});

it("row 60: accepted records and the centre's status are never read from the copy", async () => {
  await copy.query("delete from entries where key = $1", [first]);
  const accepted = AcceptedAnswer.parse(
    (await ask(centre.url, "POST", "/v1/held", { token, body: { keys: [first, second] } })).body,
  ).held;
  expect(accepted.map(({ key }) => key).sort()).toEqual([first, second].sort());
});

it("row 60: a copy of another epoch is not read", async () => {
  await copy.query("delete from feed_items");
  await newEpoch(sql, now);
  expect(idsIn(await feed())).toEqual([first, second]);
});

it("a copy that does not answer refuses nobody, and is left alone for a while", async () => {
  const nobody = openReadOnly(`postgres://x@127.0.0.1:${await freePort()}/x`);
  let asked = 0;
  const reads = createReadCopy(sql, { ...nobody, transaction: (work) => ((asked += 1), nobody.transaction(work)) });
  for (let turn = 0; turn < 3; turn += 1)
    expect(await reads.read("any", (db) => db.query("select 1 as one"))).toEqual([{ one: 1 }]);
  expect(asked).toBe(1);
  await nobody.close();
});
