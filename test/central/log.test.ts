import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { openPglite } from "#central/db/pglite.ts";
import type { Sql } from "#central/db/sql.ts";
import { createAgency, createHall } from "#central/domain/administer.ts";
import { openLog, rotatingFile } from "#central/lib/log.ts";
import { TokenAnswer } from "#shared/contract/centre/station.ts";
import { ask, enrol, entryOf, push, sha256 } from "#test/helpers/centre-client.ts";

const CODE = "log-test-code-of-the-hall";
const NOW = "2026-11-20T01:00:00.000Z";

/** What people and stations send: none of it may reach the log. */
const planted = {
  applicant: "欧阳测试娜",
  phone: "13812345678",
  idNumber: "11010519491231002X",
  site: "桐乡市梧桐街道花园路七号",
  company: "云海示例水务有限公司",
  creditCode: "91350100M000100Y43",
  legalPerson: "司徒法人",
  agent: "诸葛代办",
  agentPhone: "13987654321",
  email: "ouyang@example.test",
  bankAccount: "6222020200112233445",
  meter: "METER-88112233",
  note: "门口有狗请先打电话",
  remark: "planted-remark-text",
  refusedName: "慕容被拒",
  conflictName: "宇文冲突",
  brokenName: "端木坏文",
  unknownField: "plantedFieldName",
  pathName: "planted-path-name",
  queryName: "planted-query-name",
  userAgent: "planted-agent/1.0",
  referer: "https://planted.example.test/",
  cookie: "planted=cookie-value",
  ownRequestId: "planted-request-id",
  wrongToken: `lds_${"planted0".repeat(5)}`,
  wrongCode: "planted-enrolment-code",
  stationName: "令狐的一号窗口",
  hallName: "planted-hall-name",
  agencyName: "示例供电公司甲",
  opinion: "planted-opinion-text",
  badInstant: "0000-01-01T04:05:06.789Z",
  rawLine: "planted-raw-line",
  databaseText: "planted-database-text",
};

let dir = "";
let sql: Sql;
let centre: RunningCentre;
let isBroken = false;
const lines: string[] = [];
const Line = z.looseObject({
  time: z.iso.datetime(),
  level: z.string(),
  msg: z.string().min(5),
  area: z.string().optional(),
  requestId: z.string().optional(),
});
const logged = () => lines.map((line) => Line.parse(JSON.parse(line)));

const form = (name: string) => ({
  acceptanceNumber: "YH-2026-000001-A",
  acceptedAt: NOW,
  content: {
    utilities: ["water"],
    form: {
      applicant: { applicant: name, phone: planted.phone, idNumber: planted.idNumber, creditCode: planted.creditCode },
      company: { company: planted.company, legalPerson: planted.legalPerson, email: planted.email },
      agent: { agent: planted.agent, agentPhone: planted.agentPhone, bankAccount: planted.bankAccount },
      site: { site: planted.site, meter: planted.meter, note: planted.note, remark: planted.remark },
    },
  },
});

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "centre-log-"));
  sql = await openPglite(join(dir, "store"));
  const failing = () =>
    Object.assign(new Error(`value "${planted.databaseText}"\n    at ${planted.applicant}`), { code: "57P01" });
  centre = await startCentre({
    sql: { ...sql, query: (text, params) => (isBroken ? Promise.reject(failing()) : sql.query(text, params)) },
    port: 0,
    now: () => NOW,
    enrolmentCodes: [{ hallName: "测试大厅", code: CODE }],
    log: openLog({ write: (line) => void lines.push(line) }, "debug"),
  });
});

afterAll(async () => {
  await centre?.close();
  await sql?.close();
  rmSync(dir, { recursive: true, force: true });
});

async function sendRaw(text: string): Promise<void> {
  const socket = connect(Number(new URL(centre.url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.end(text);
  socket.resume();
  await once(socket, "close");
}

test("thirty values sent in every way, failing ways included, do not reach the log", async () => {
  const { token } = await enrol(centre.url, CODE, planted.stationName);
  const { token: agencyToken } = await createAgency(
    sql,
    { name: planted.agencyName, utility: null, halls: [(await createHall(sql, "测试大厅", () => NOW)).hall] },
    () => NOW,
  );
  // A code of the other kind, one that is used up, and a token that is changed.
  const { enrolmentCode } = await createHall(sql, "测试大厅", () => NOW, "kiosk");
  const asked = { enrolmentCode, hallName: planted.hallName, stationName: planted.stationName };
  const tried = async (more: object) =>
    (await ask(centre.url, "POST", "/v1/stations", { body: { ...asked, ...more } })).status;
  expect([await tried({ kind: "window" }), await tried({}), await tried({})]).toEqual([403, 201, 401]);
  const changed = TokenAnswer.parse((await ask(centre.url, "POST", "/v1/stations/token", { token })).body).token;
  const key = randomUUID();
  const entry = entryOf(JSON.stringify(form(planted.applicant)));
  const statuses = [
    (await push(centre.url, token, key, entry)).status,
    (
      await push(centre.url, token, key, {
        ...entryOf(JSON.stringify(form(planted.conflictName))),
        applicationId: entry.applicationId,
      })
    ).status,
    (
      await push(centre.url, token, randomUUID(), {
        ...entryOf(JSON.stringify(form(planted.refusedName))),
        payloadHash: "0".repeat(64),
      })
    ).status,
    (await push(centre.url, token, randomUUID(), { ...entry, [planted.unknownField]: planted.remark })).status,
    (await push(centre.url, planted.wrongToken, randomUUID(), entry)).status,
    (
      await ask(centre.url, "POST", "/v1/stations", {
        body: { enrolmentCode: planted.wrongCode, hallName: planted.hallName, stationName: planted.stationName },
      })
    ).status,
    (await ask(centre.url, "GET", `/nowhere/${planted.pathName}`, { token })).status,
    (await ask(centre.url, "GET", `/v1/feed?after=${planted.queryName}`, { token })).status,
    (await ask(centre.url, "GET", `/v1/register/companies/${planted.creditCode}`, { token })).status,
    (
      await ask(centre.url, "PUT", `/v1/party/reports/${randomUUID()}`, {
        token: agencyToken,
        body: { kind: "opinion.given", applicationId: randomUUID(), text: planted.opinion },
      })
    ).status,
    (await ask(centre.url, "PUT", `/v1/attachments/${sha256(planted.note)}`, { token, body: { name: planted.note } }))
      .status,
  ];
  expect(statuses).toEqual([201, 409, 422, 422, 401, 401, 404, 422, expect.any(Number), expect.any(Number), 422]);
  // Indexing this entry fails in the database, whose message quotes the value.
  const bad = { ...form(planted.applicant), acceptedAt: planted.badInstant };
  expect((await push(centre.url, token, randomUUID(), entryOf(JSON.stringify(bad)))).status).toBe(201);
  expect((await ask(centre.url, "GET", "/v1/feed", { token })).status).toBe(200);
  const broken = await fetch(`${centre.url}/v1/entries`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "user-agent": planted.userAgent,
      referer: planted.referer,
      cookie: planted.cookie,
      "x-request-id": planted.ownRequestId,
    },
    body: `{"${planted.brokenName}`,
  });
  expect(broken.status).toBe(400);
  await sendRaw(`${planted.rawLine}\r\n\r\n`);
  await sendRaw(`GET /%${planted.rawLine} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  isBroken = true;
  expect((await ask(centre.url, "GET", "/v1/feed", { token })).status).toBe(503);
  expect((await fetch(`${centre.url}/metrics`)).status).toBe(200);
  expect((await ask(centre.url, "GET", "/health")).status).toBe(503);
  isBroken = false;

  const text = lines.join("");
  expect(Object.keys(planted).length).toBeGreaterThanOrEqual(30);
  for (const [name, value] of Object.entries(planted)) expect(text.includes(value), name).toBe(false);
  for (const secret of [token, changed, agencyToken, CODE, enrolmentCode, process.cwd()])
    expect(text.includes(secret)).toBe(false);
  const errors = logged().filter(({ level }) => level === "error");
  expect(new Set(errors.map(({ msg }) => msg))).toEqual(
    new Set([
      "indexing an entry failed; it is quarantined",
      "answering a request failed",
      "counting the store for the metrics failed",
      "reading the state of the store for the health check failed",
    ]),
  );
  for (const error of errors)
    expect(error["err"]).toMatchObject({
      type: expect.any(String),
      code: expect.any(String),
      stack: expect.any(Array),
    });
});

test("an answer names its request, and the log knows it by the same id", async () => {
  const answers = [
    await ask(centre.url, "GET", "/health"),
    await ask(centre.url, "GET", "/v1/feed"),
    await ask(centre.url, "GET", "/no"),
  ];
  const ids = answers.map(({ headers }) => headers.get("x-request-id"));
  expect(new Set(ids).size).toBe(3);
  await expect.poll(() => lines.filter((line) => line.includes(`"requestId":"${ids[2]}"`)).length).toBeGreaterThan(0);
  const of = (id: string | null | undefined) =>
    logged().filter(({ requestId, area }) => requestId === id && area === "http");
  expect(of(ids[0])).toMatchObject([{ msg: "answered a request", method: "GET", route: "/health", status: 200 }]);
  expect(of(ids[1])).toMatchObject([
    { msg: "a request was refused", code: "not-enrolled" },
    { msg: "answered a request", route: "/v1/feed", status: 401 },
  ]);
});

test("a log file rotates when it is full, keeps five older ones, and only its owner reads it", () => {
  const file = join(dir, "centre.log");
  const log = rotatingFile(file);
  const line = `${"x".repeat(7_000_000)}\n`;
  for (let nth = 0; nth < 22; nth += 1) log.write(line);
  const files = readdirSync(dir).filter((name) => name.startsWith("centre.log"));
  expect(files.toSorted()).toEqual(["centre.log", ...[1, 2, 3, 4, 5].map((nth) => `centre.log.${nth}`)]);
  expect(readFileSync(file, "utf8")).toBe(line);
  for (const name of files) expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
});
