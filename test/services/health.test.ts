import { randomUUID } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, vi } from "vitest";
import { appendAudit } from "#station/db/audit.ts";
import { openDatabase } from "#station/db/database.ts";
import { startAuditLogVerifier } from "#station/health/audit-log-verifier.ts";
import { askDispatcher } from "#station/core/dispatcher.ts";
import { openSession, type Session } from "#station/core/session.ts";
import { startStation } from "#station/app/start-station.ts";
import { viewDaySummary } from "#station/supervision/day-summary.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { viewSession } from "#station/people/sign-in.ts";
import type { StationEvent } from "#shared/contract/events.ts";
import { jsonOf, ownFolder, runStationCommand } from "#test/helpers/cli.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const never = () => () => undefined;
const as = (role: Session["role"]): Session => ({ ...openSession(), role });
const fail = (error: unknown): never => {
  throw error;
};

function tamper(context: Pick<StationContext, "db">, seq: number): void {
  context.db.exec(`DROP TRIGGER audit_is_insert_only_update; UPDATE audit SET actor = 'somebody' WHERE seq = ${seq}`);
}

describe("the audit chain", () => {
  it("row 72: is recomputed beside the work, first the whole of it and then what was added, and the supervisor sees how far", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation();
    const watch = startAuditLogVerifier(context, { setTimer: never, onError: fail });
    expect(viewDaySummary(context, null).audit).toEqual({ upTo: 0, checkedAt: null, brokenAt: null });
    for (let n = 0; n < 450; n += 1)
      appendAudit(context.db, {
        at: context.now(),
        actor: actor.operator.id,
        stationId: actor.station.id,
        verb: "test.made",
        subject: `${n}`,
        detail: {},
      });
    await watch.check();
    expect(viewDaySummary(context, null).audit).toMatchObject({
      upTo: 451,
      checkedAt: expect.any(String),
      brokenAt: null,
    });
    submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    await watch.check();
    expect(viewDaySummary(context, null).audit.upTo).toBe(452);
    expect(viewSession(context, as("supervisor")).troubles).toEqual([]);
    await watch.close();
  });

  it("row 72: names the entry that was changed behind the program's back, to every member of staff and to nobody else", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation();
    for (let n = 0; n < 3; n += 1) submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    tamper(context, 2);
    const events: StationEvent[] = [];
    context.events.subscribe((event) => events.push(event));
    const reported: unknown[] = [];
    const watch = startAuditLogVerifier(context, { setTimer: never, onError: (error) => reported.push(error) });
    await watch.check();
    await watch.check();
    expect(viewDaySummary(context, null).audit).toMatchObject({ upTo: 1, brokenAt: 2 });
    for (const role of ["clerk", "supervisor"] as const)
      expect(viewSession(context, as(role)).troubles).toMatchObject([
        {
          code: "audit-broken",
          what: { zh: expect.stringContaining("第 2 条") },
          safe: { zh: expect.stringContaining("第 1–1 条") },
        },
      ]);
    for (const role of ["none", "kiosk"] as const) expect(viewSession(context, as(role)).troubles).toEqual([]);
    expect(events).toEqual([{ kind: "health.changed" }]);
    expect(reported).toHaveLength(1);
    await watch.close();
  });

  it("row 72: is recomputed by `hall doctor`, which says up to which entry it holds", async () => {
    const dir = ownFolder();
    const findings = async () =>
      jsonOf<{ findings: { id: string; ok: boolean; zh: string; mend: { zh: string } | null }[] }>(
        await runStationCommand(["doctor", "--data", dir]),
      ).findings;
    const of = async (id: string) => (await findings()).find((each) => each.id === id);
    const open = await startStation(dir, fail, { centre: "no-centre" });
    const { context } = open;
    for (let n = 0; n < 3; n += 1)
      appendAudit(context.db, {
        at: context.now(),
        actor: "clerk-1",
        stationId: context.station().id,
        verb: "test.made",
        subject: `${n}`,
        detail: {},
      });
    expect(await of("store")).toMatchObject({ ok: true });
    expect(await of("audit-chain")).toMatchObject({ ok: true, zh: expect.stringContaining("1–4 条") });
    tamper(context, 3);
    await open.close();
    expect(await of("audit-chain")).toMatchObject({
      ok: false,
      zh: expect.stringContaining("第 3 条"),
      mend: { zh: expect.stringContaining("管理员") },
    });
  });
});

/** Fills a hall's store beyond the size that is checked first, closes it in order, and overwrites a page of the filling. */
async function damagedLargeStore(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), "large-hall-"));
  const open = await startStation(dir, fail, { centre: "no-centre" });
  await open.close();
  const file = join(dir, "hall.db");
  const db = await openDatabase(file);
  db.exec(
    `WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 66000) INSERT INTO settings
      SELECT 'filling ' || i, printf('%01000d', i) FROM n`,
  );
  db.close();
  const handle = openSync(file, "r+");
  const size = readFileSync(file).length;
  expect(size).toBeGreaterThan(64_000_000);
  const page = 4096;
  for (let at = Math.floor(size / page / 2); at < Math.floor(size / page / 2) + 3; at += 1)
    writeSync(handle, Buffer.alloc(page, 0x5a), 0, page, at * page);
  closeSync(handle);
  return dir;
}

describe("a large store that is checked beside the work", () => {
  it("row 58: reports its damage on the pages, on standard error and in `hall doctor`, with what to do", async () => {
    const dir = await damagedLargeStore();
    const reported: unknown[] = [];
    const { pinCost } = testProfiles();
    const running = await startStation(dir, (error) => reported.push(error), { centre: "no-centre", pinCost });
    const session = openSession();
    await askDispatcher(running.dispatcher, session, "session.signIn", { operatorId: "clerk-1", pin: "2468" });
    const troubles = async () => (await askDispatcher(running.dispatcher, session, "session.get", {})).troubles;
    await vi.waitUntil(async () => (await troubles()).length > 0, { timeout: 90_000, interval: 50 });
    expect(await troubles()).toMatchObject([
      {
        code: "store-damaged",
        safe: { zh: expect.stringContaining("中心平台") },
        next: { zh: expect.stringContaining("停止受理") },
      },
    ]);
    expect(reported).toMatchObject([{ problem: { code: "store-damaged" } }]);
    await running.close();
    const doctor = await runStationCommand(["doctor", "--data", dir]);
    expect(doctor.code).toBe(1);
    expect(
      jsonOf<{ findings: { id: string; ok: boolean }[] }>(doctor).findings.find((each) => each.id === "store"),
    ).toMatchObject({ ok: false });
    rmSync(dir, { recursive: true });
  });
});
