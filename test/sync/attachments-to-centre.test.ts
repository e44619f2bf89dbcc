import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createHall } from "#central/domain/administer.ts";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { viewOutbox } from "#station/db/outbox-view.ts";
import { keptPath } from "#station/lib/file-store.ts";
import { enrolAtCentre } from "#station/sync/transport/centre-link.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { openStation, type OpenStation } from "#station/app/open-station.ts";
import { startSync, type SyncWorkers } from "#station/sync/start-sync.ts";
import { hashOf, storedBytes } from "#test/helpers/attachment-client.ts";
import { attachScan, makeScan, sendRows, takeApplication } from "#test/helpers/attachment-station.ts";
import { startCentreProcess, type CentreProcess } from "#test/helpers/centre-process.ts";
import { ownFolder, runStationCommand, startStationProcess } from "#test/helpers/cli.ts";
import { freePort } from "#test/helpers/free-port.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { openHttpGate, type HttpGate } from "#test/helpers/http-gate.ts";
import { openDatabases, type TestDatabases } from "#test/helpers/shared-postgres.ts";

const clock = new HandClock("2026-11-20T01:00:00.000Z");
let postgres: TestDatabases;
let database = "";
let sql: Sql;
let port = 0;
let centre: CentreProcess;
let gate: HttpGate;
const opened: { open: OpenStation; outbox: SyncWorkers | null }[] = [];
const errors: unknown[] = [];

const serve = async (): Promise<CentreProcess> =>
  (centre = await startCentreProcess(["--port", String(port)], { DATABASE_URL: database }));
async function killCentre(): Promise<void> {
  centre.child.kill("SIGKILL");
  await centre.ended;
}

beforeAll(async () => {
  postgres = await openDatabases();
  database = await postgres.newDatabase();
  port = await freePort();
  await serve();
  sql = await openPostgres(database);
  gate = await openHttpGate(`http://127.0.0.1:${port}`);
});

afterEach(async () => {
  gate.on = (call) => call.pass();
  gate.calls.length = 0;
  for (const { open, outbox } of opened.splice(0)) {
    await outbox?.close();
    open.close();
  }
  expect(errors.splice(0)).toEqual([]);
});

afterAll(async () => {
  await gate?.close();
  await killCentre();
  await sql?.close();
  await postgres?.stop();
});

/** A hall that is enrolled behind the gate; its outbox opens when asked. */
async function station(
  dir = ownFolder(),
): Promise<{ open: OpenStation; dir: string; begin: () => Promise<SyncWorkers>; end: () => Promise<void> }> {
  const open = await openStation(dir, { now: clock.now, ...testProfiles() });
  const held: { open: OpenStation; outbox: SyncWorkers | null } = { open, outbox: null };
  opened.push(held);
  const { enrolmentCode } = await createHall(sql, "示例大厅", clock.now);
  await enrolAtCentre(open.context, gate.url, enrolmentCode);
  return {
    open,
    dir,
    begin: async () => {
      held.outbox = startSync(open.context, (error) => errors.push(error));
      await held.outbox.ready;
      await held.outbox.outboxWorker.whenIdle();
      return held.outbox;
    },
    end: async () => {
      opened.splice(opened.indexOf(held), 1);
      await held.outbox?.close();
      open.close();
    },
  };
}

it("row 63: files are sent byte for byte beside their records, once for two applications, and never under their own names", async () => {
  const { open, begin } = await station();
  const { context } = open;
  const [scan, small] = [makeScan(700_000), makeScan(5)];
  const [one, other] = [takeApplication(context, operatorAt(context)), takeApplication(context, operatorAt(context))];
  await attachScan(context, operatorAt(context), one, scan);
  await attachScan(context, operatorAt(context), other, scan);
  await attachScan(context, operatorAt(context), other, small);
  const outbox = await begin();
  await outbox.attachments.retryNow();
  expect(sendRows(context).map((row) => [row.state, row.confirmed_bytes])).toEqual([
    ["sent", 700_000],
    ["sent", 700_000],
    ["sent", 5],
  ]);
  expect(viewOutbox(context.db, 1)).toMatchObject({ waiting: 0 });
  expect(await storedBytes(sql, hashOf(scan))).toEqual([scan]);
  expect(await storedBytes(sql, hashOf(small))).toEqual([small]);
  const links = await sql.query("select application_id, kind, mime from attachment_links where hash = $1", [
    hashOf(scan),
  ]);
  expect(links.map((link) => link["application_id"]).toSorted()).toEqual([one, other].toSorted());
  const text = JSON.stringify([links, await sql.query("select * from attachments"), gate.calls]);
  expect(text).not.toContain("示例人");
  // One that is kept while the worker is at work goes by itself, before its record is asked for again.
  const late = await attachScan(context, operatorAt(context), one, makeScan(300_000));
  await expect.poll(() => sendRows(context).find(({ hash }) => hash === late)?.state).toBe("sent");
});

it(
  "row 63: a station killed in mid-upload, twice, goes on from what the centre holds, and no piece travels twice",
  { timeout: 360_000 },
  async () => {
    const { open, dir, end } = await station();
    const scan = makeScan(3_000_000);
    const hash = await attachScan(
      open.context,
      operatorAt(open.context),
      takeApplication(open.context, operatorAt(open.context)),
      scan,
    );
    await end();
    for (const stopAt of [4, 3]) {
      let pieces = 0;
      const { child, ended } = startStationProcess(["sync", "--data", dir]);
      const struck = new Promise<void>((resolve) => {
        gate.on = async (call) => {
          if (call.path.includes("/pieces/")) pieces += 1;
          if (pieces !== stopAt) return call.pass();
          // Stopped first, so that it cannot see the answer.
          child.kill("SIGSTOP");
          await call.pass();
          resolve();
        };
      });
      await struck;
      child.kill("SIGKILL");
      expect((await ended).signal).toBe("SIGKILL");
      gate.on = (call) => call.pass();
    }
    const run = await runStationCommand(["sync", "--data", dir]);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.out)).toMatchObject({ attachments: { waiting: 0, quarantined: 0 } });
    expect(await storedBytes(sql, hash)).toEqual([scan]);
    const offsets = gate.calls
      .filter((call) => call.includes("/pieces/"))
      .map((call) => Number(call.split("/").at(-1)));
    expect(new Set(offsets).size).toBe(offsets.length);
  },
);

it("row 63: a centre killed during a piece keeps no half of it; the file arrives whole later, and records never wait for it", async () => {
  const { open, begin } = await station();
  const { context } = open;
  const scan = makeScan(1_500_000);
  const hash = await attachScan(context, operatorAt(context), takeApplication(context, operatorAt(context)), scan);
  let struck = false;
  gate.on = async (call) => {
    if (!call.path.endsWith("/pieces/524288") || struck) return call.pass();
    struck = true;
    await call.halfway();
    await killCentre();
    call.hangUp();
  };
  const outbox = await begin();
  await outbox.attachments.retryNow();
  expect(struck).toBe(true);
  expect(sendRows(context)[0]).toMatchObject({ state: "waiting", confirmed_bytes: 524_288 });
  const [upload] = await sql.query("select held from attachment_uploads where hash = $1", [hash]);
  expect(Number(upload?.["held"])).toBe(524_288);
  await serve();
  takeApplication(context, operatorAt(context));
  await outbox.outboxWorker.retryNow();
  expect(viewOutbox(context.db, 1)).toMatchObject({ waiting: 0 });
  await outbox.attachments.retryNow();
  expect(sendRows(context)[0]).toMatchObject({ state: "sent", confirmed_bytes: scan.length });
  expect(await storedBytes(sql, hash)).toEqual([scan]);
});

it("row 63: a file that is gone or damaged here is quarantined with what to do, others go on, and it goes once it is back", async () => {
  const { open, begin } = await station();
  const { context } = open;
  const id = takeApplication(context, operatorAt(context));
  const scans = [makeScan(400_000), makeScan(400_000), makeScan(400_000)];
  const hashes: string[] = [];
  for (const scan of scans) hashes.push(await attachScan(context, operatorAt(context), id, scan));
  const [gone = "", damaged = "", sound = ""] = hashes;
  rmSync(keptPath(context.dir, gone));
  const bytes = readFileSync(keptPath(context.dir, damaged));
  bytes[300_000] = (bytes[300_000] ?? 0) ^ 1;
  writeFileSync(keptPath(context.dir, damaged), bytes);
  const outbox = await begin();
  await outbox.attachments.retryNow();
  const rows = sendRows(context);
  expect(rows.map(({ state }) => state)).toEqual(["set-aside", "set-aside", "sent"]);
  expect(rows[0]?.reason).toContain("不见了");
  expect(rows[1]?.reason).toContain("已损坏");
  expect(rows[1]?.reason).toContain("重新扫描");
  expect(await storedBytes(sql, sound)).toHaveLength(1);
  expect(await storedBytes(sql, damaged)).toEqual([]);
  // Nothing of a damaged file ever travelled.
  expect(await sql.query("select 1 from attachment_uploads where hash = $1 and held > 0", [damaged])).toEqual([]);
  await attachScan(context, operatorAt(context), id, scans[0] ?? Buffer.alloc(0));
  await expect.poll(() => sendRows(context)[0]?.state).toBe("sent");
  writeFileSync(keptPath(context.dir, damaged), scans[1] ?? "");
  await outbox.attachments.retryNow();
  expect(sendRows(context).map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
});

it("row 63: a refused record keeps no file back, and a file that cannot go keeps no record back", async () => {
  const { open, begin } = await station();
  const { context } = open;
  gate.on = async (call) => {
    if (call.path.startsWith("/v1/entries")) call.hangUp();
    else await call.pass();
  };
  const outbox = await begin();
  const id = takeApplication(context, operatorAt(context));
  const hash = await attachScan(context, operatorAt(context), id, makeScan(300_000));
  await expect.poll(() => sendRows(context)[0]?.state).toBe("sent");
  expect(await storedBytes(sql, hash)).toHaveLength(1);
  expect(viewOutbox(context.db, 1)).toMatchObject({ waiting: 1 });
  gate.on = async (call) => {
    if (call.path.startsWith("/v1/attachments")) call.hangUp();
    else await call.pass();
  };
  await attachScan(context, operatorAt(context), id, makeScan(300_000));
  takeApplication(context, operatorAt(context));
  await outbox.outboxWorker.retryNow();
  await outbox.attachments.retryNow();
  expect(viewOutbox(context.db, 1)).toMatchObject({ waiting: 0 });
  expect(sendRows(context).map(({ state }) => state)).toEqual(["sent", "waiting"]);
});

/** What a copy of the files would be: the store as it is at this moment, under another name; nobody may be connected. */
async function copyOfStore(): Promise<string> {
  const copy = await postgres.newDatabase();
  const [from, to] = [database, copy].map((url) => new URL(url).pathname.slice(1));
  const admin = await openPostgres(database.replace(/[^/]+$/, "postgres"), { connections: 1 });
  await admin.query(`drop database ${to}`);
  await admin.query(`create database ${to} template ${from}`);
  await admin.close();
  return copy;
}

it("row 63: what an older backup of the centre lacks is sent again, also a half that it had; what it has is not", async () => {
  const { open, begin } = await station();
  const { context } = open;
  const id = takeApplication(context, operatorAt(context));
  const [kept, lost] = [makeScan(300_000), makeScan(800_000)];
  await attachScan(context, operatorAt(context), id, kept);
  const outbox = await begin();
  const settle = async (): Promise<void> => {
    await outbox.outboxWorker.retryNow();
    await outbox.attachments.retryNow();
  };
  await settle();
  expect((await outbox.pull.pullNow()).failed).toBeNull();
  await killCentre();
  await sql.close();
  const backup = await copyOfStore();
  await serve();
  await attachScan(context, operatorAt(context), id, lost);
  await settle();
  expect(sendRows(context).map(({ state }) => state)).toEqual(["sent", "sent"]);
  // The disk is lost here; the station holds receipts for both.
  await killCentre();
  database = backup;
  await serve();
  sql = await openPostgres(database);
  gate.calls.length = 0;
  await expect
    .poll(async () => {
      await outbox.pull.pullNow();
      await settle();
      return (await storedBytes(sql, hashOf(lost))).length;
    })
    .toBe(1);
  await outbox.pull.pullNow();
  expect(await storedBytes(sql, hashOf(lost))).toEqual([lost]);
  expect(sendRows(context).map(({ state }) => state)).toEqual(["sent", "sent"]);
  expect(
    context.db
      .prepare("SELECT what, count(*) AS n FROM attachment_send_events WHERE what = 'put-back' GROUP BY what")
      .all(),
  ).toEqual([{ what: "put-back", n: 1 }]);
  expect(gate.calls.filter((call) => call.includes("/pieces/") && call.includes(hashOf(kept)))).toEqual([]);
});

it("row 63: a centre restored to a store that has a file, but not its link to a later application, is sent the link again", async () => {
  const { open, begin } = await station();
  const { context } = open;
  const scan = makeScan(20_000);
  const [one, other] = [takeApplication(context, operatorAt(context)), takeApplication(context, operatorAt(context))];
  for (const id of [one, other]) await attachScan(context, operatorAt(context), id, scan);
  const outbox = await begin();
  await outbox.attachments.retryNow();
  await outbox.pull.pullNow();
  const linked = async () =>
    (await sql.query("select application_id from attachment_links where hash = $1", [hashOf(scan)]))
      .map((link) => link["application_id"])
      .toSorted();
  expect(await linked()).toEqual([one, other].toSorted());
  // What a restore brings about: the later link is gone, and the epoch is another.
  await sql.query("delete from attachment_links where application_id = $1", [other]);
  await sql.query("update centre_state set epoch = gen_random_uuid()");
  await outbox.pull.pullNow();
  await outbox.attachments.retryNow();
  expect(await linked()).toEqual([one, other].toSorted());
  expect(sendRows(context).map(({ state }) => state)).toEqual(["sent", "sent"]);
});
