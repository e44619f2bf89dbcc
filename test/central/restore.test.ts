import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAgency } from "#central/domain/administer.ts";
import { markBackup } from "#central/domain/backup.ts";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { AcceptedReports } from "#shared/contract/centre/agency.ts";
import { formatAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { AcceptedAnswer, CentreStatus } from "#shared/contract/centre/sync-status.ts";
import { Health } from "#shared/contract/centre/push.ts";
import { ask, enrol, entryOf, push } from "#test/helpers/centre-client.ts";
import { runCentre } from "#test/helpers/centre-process.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { openDatabases, type TestDatabases } from "#test/helpers/shared-postgres.ts";

const CODE = "restore-test-code-of-the-hall";
const now = () => "2026-11-20T01:00:00.000Z";
let postgres: TestDatabases;
const closings: (() => Promise<void>)[] = [];

beforeAll(async () => {
  postgres = await openDatabases();
});

afterAll(async () => {
  for (const close of closings.toReversed()) await close();
  await postgres?.stop();
});

async function serve(url: string): Promise<{ sql: Sql; centre: RunningCentre }> {
  const sql = await openPostgres(url);
  const centre = await startCentre({ sql, port: 0, now, enrolmentCodes: [{ hallName: "一号大厅", code: CODE }] });
  closings.push(
    () => sql.close(),
    () => centre.close(),
  );
  return { sql, centre };
}

const statusOf = async (centre: RunningCentre, token: string) =>
  CentreStatus.parse((await ask(centre.url, "GET", "/v1/standing", { token })).body);
const acceptedOf = async (centre: RunningCentre, token: string, keys: string[]) =>
  AcceptedAnswer.parse((await ask(centre.url, "POST", "/v1/held", { token, body: { keys } })).body);

async function pushMany(centre: RunningCentre, token: string, count: number): Promise<string[]> {
  const keys = Array.from({ length: count }, () => randomUUID());
  for (const key of keys) {
    const answer = await push(centre.url, token, key, entryOf(`{"key":"${key}"}`));
    expect(answer.status).toBe(201);
    expect(answer.headers.get("liandong-epoch")).toMatch(/^[0-9a-f-]{36}$/);
  }
  return keys;
}

test("a backup raises the watermark; its restore begins a new epoch, lists what it has, and assigns no prefix twice", async () => {
  const url = await postgres.newDatabase();
  const { centre, sql } = await serve(url);
  const { token, prefix } = await enrol(centre.url, CODE);
  const before = await pushMany(centre, token, 4);
  const agency = await createAgency(sql, { name: "示例水司", utility: "water", halls: ["一号大厅"] }, now);
  const accepted = entryOf(
    JSON.stringify({
      acceptanceNumber: formatAcceptanceNumber({ prefix, year: 2026, serial: 1 }),
      acceptedAt: now(),
      content: { utilities: ["water"], form: { header: { applicant: "示例公司", site: "云海路 1 号" } } },
    }),
  );
  before.push(randomUUID());
  expect((await push(centre.url, token, before.at(-1) ?? "", accepted)).status).toBe(201);
  const reports = [randomUUID(), randomUUID()];
  const report = async (key: string | undefined): Promise<number> => {
    const body = { kind: "survey.dated", applicationId: accepted.applicationId, on: "2026-11-21" };
    return (await ask(centre.url, "PUT", `/v1/party/reports/${key}`, { token: agency.token, body })).status;
  };
  expect(await report(reports[0])).toBe(201);
  expect(await statusOf(centre, token)).toMatchObject({ storedThrough: 5, durableThrough: 0, durableAt: null });

  const file = join(ownFolder(), "centre.dump");
  const backup = await runCentre(["backup", file], { DATABASE_URL: url });
  expect(backup).toMatchObject({ code: 0, err: "" });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const covered = await statusOf(centre, token);
  expect(JSON.parse(backup.out)).toEqual({ file, epoch: covered.epoch, durableThrough: 5 });
  expect(covered.durableThrough).toBe(5);
  const after = await pushMany(centre, token, 3);
  expect(await report(reports[1])).toBe(201);
  const late = await enrol(centre.url, CODE);
  expect(
    (await acceptedOf(centre, token, [...before, ...after])).held
      .filter((each) => each.durable)
      .map(({ key }) => key)
      .sort(),
  ).toEqual([...before].sort());
  expect((await runCentre(["backup", file], { DATABASE_URL: url })).err).toContain("文件已存在");

  const other = await postgres.newDatabase();
  const restored = await runCentre(["restore", file], { DATABASE_URL: other });
  expect(restored).toMatchObject({ code: 0, err: "" });
  const again = await serve(other);
  const restoredStatus = await statusOf(again.centre, token);
  expect(
    (await push(again.centre.url, token, before[0] ?? "", entryOf(`{"key":"${before[0]}"}`))).headers.get(
      "liandong-epoch",
    ),
  ).toBe(restoredStatus.epoch);
  expect(JSON.parse(restored.out)).toEqual({ file, epoch: restoredStatus.epoch, durableThrough: 5 });
  expect(restoredStatus.epoch).not.toBe(covered.epoch);
  expect(Health.parse((await ask(again.centre.url, "GET", "/health")).body).epoch).toBe(restoredStatus.epoch);
  const answer = await acceptedOf(again.centre, token, [...before, ...after, randomUUID()]);
  expect(answer.epoch).toBe(restoredStatus.epoch);
  expect(answer.held.map(({ key }) => key).sort()).toEqual([...before].sort());
  // The agency notices that its second report is gone. A dump has no statistics, so they were made anew.
  const heldReports = AcceptedReports.parse(
    (await ask(again.centre.url, "POST", "/v1/party/held", { token: agency.token, body: { keys: reports } })).body,
  );
  expect([heldReports.epoch, heldReports.held.map(({ key }) => key)]).toEqual([restoredStatus.epoch, [reports[0]]]);
  expect(await again.sql.query("select 1 from pg_stats where tablename = 'entries' limit 1")).toHaveLength(1);
  // The station enrolled after the backup is unknown here, and its prefix is never given to another.
  expect((await ask(again.centre.url, "GET", "/v1/standing", { token: late.token })).status).toBe(401);
  expect((await enrol(again.centre.url, CODE)).prefix).not.toBe(late.prefix);
  expect((await runCentre(["restore", file], { DATABASE_URL: other })).err).toContain("目标数据库不是空的");
});

test("a store restored by other means into another database is noticed when one of two instances opens it", async () => {
  const url = await postgres.newDatabase();
  const first = await serve(url);
  const { token } = await enrol(first.centre.url, CODE);
  const keys = await pushMany(first.centre, token, 2);
  const { epoch } = await statusOf(first.centre, token);
  await first.centre.close();
  const other = await postgres.newDatabase();
  const dump = join(ownFolder(), "plain.sql");
  writeFileSync(dump, execFileSync("pg_dump", [`--dbname=${url}`]));
  execFileSync("psql", ["--quiet", "--set=ON_ERROR_STOP=1", `--dbname=${other}`, `--file=${dump}`], { stdio: "pipe" });
  const instances = await Promise.all([serve(other), serve(other)]);
  const epochs = await Promise.all(instances.map(async ({ centre }) => (await statusOf(centre, token)).epoch));
  expect(new Set(epochs).size).toBe(1);
  expect(epochs[0]).not.toBe(epoch);
  expect((await acceptedOf(instances[1].centre, token, keys)).held).toHaveLength(2);
});

test("a restart keeps the epoch; an administrator's command ends it at once in every instance", async () => {
  const url = await postgres.newDatabase();
  const [one, two] = [await serve(url), await serve(url)];
  const { token } = await enrol(one.centre.url, CODE);
  const { epoch } = await statusOf(one.centre, token);
  expect((await statusOf((await serve(url)).centre, token)).epoch).toBe(epoch);
  const ended = await runCentre(["new-epoch"], { DATABASE_URL: url });
  expect(ended.code).toBe(0);
  const fresh = await statusOf(two.centre, token);
  expect(fresh.epoch).not.toBe(epoch);
  expect(JSON.parse(ended.out)).toMatchObject({ epoch: fresh.epoch });
});

test("a position is confirmed after a backup by other means, and never one that does not exist", async () => {
  const url = await postgres.newDatabase();
  const { centre } = await serve(url);
  const { token } = await enrol(centre.url, CODE);
  await pushMany(centre, token, 2);
  const mark = await runCentre(["mark-backup"], { DATABASE_URL: url });
  expect(JSON.parse(mark.out)).toMatchObject({ position: 2 });
  await pushMany(centre, token, 1);
  expect((await runCentre(["confirm-backup", "2"], { DATABASE_URL: url })).code).toBe(0);
  expect(await statusOf(centre, token)).toMatchObject({ durableThrough: 2, durableAt: expect.any(String) });
  expect((await runCentre(["confirm-backup", "9"], { DATABASE_URL: url })).err).toContain("没有这个位置");
  expect((await statusOf(centre, token)).durableThrough).toBe(2);
});

test("a position is returned only when no entry below it can still appear", async () => {
  const url = await postgres.newDatabase();
  const { sql, centre } = await serve(url);
  const { token } = await enrol(centre.url, CODE);
  await pushMany(centre, token, 1);
  let finish = (): void => undefined;
  const open = new Promise<void>((resolve) => (finish = resolve));
  let begun = (): void => undefined;
  const writing = new Promise<void>((resolve) => (begun = resolve));
  // An entry that has its position and is not committed yet.
  const slow = sql.transaction(async (tx) => {
    await tx.query(
      `insert into entries (hall_id, key, application_id, sequence, kind, payload, payload_hash, receipt,
       station_id, received_at)
       select hall_id, gen_random_uuid(), gen_random_uuid(), 1, kind, payload, payload_hash, receipt, station_id,
       received_at
       from entries`,
    );
    begun();
    await open;
  });
  await writing;
  const mark = markBackup(sql);
  await expect
    .poll(
      async () =>
        (await sql.query("select 1 from pg_locks where not granted and relation = 'entries'::regclass")).length,
      { timeout: 12_000 },
    )
    .toBe(1);
  finish();
  await slow;
  expect(await mark).toMatchObject({ position: 2 });
});

test("without PostgreSQL's tools, or for the demonstration store, a backup is refused with an explanation", async () => {
  const url = await postgres.newDatabase();
  const dir = ownFolder();
  const bare = await runCentre(["backup", join(dir, "x.dump")], { DATABASE_URL: url, PATH: dir });
  expect(bare.code).toBe(1);
  expect(bare.err).toContain("本机没有 pg_dump");
  const demo = await runCentre(["--data", join(dir, "demo"), "backup", join(dir, "y.dump")]);
  expect(demo.err).toContain("内嵌演示库不能备份");
  expect((await runCentre(["--backup", "a", "--new-epoch"], { DATABASE_URL: url })).err).toContain("一次只能做一件事");
});
