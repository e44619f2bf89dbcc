import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { startDeadlineMonitor } from "#station/supervision/deadline-monitor.ts";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { listWarnings } from "#station/db/deadline-warnings.ts";
import { findOperator } from "#station/db/operators.ts";
import { performAct } from "#station/cases/acts.ts";
import { acknowledge, viewWorklist } from "#station/supervision/worklist.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { viewApplication, getApplicationRow } from "#station/records/application.ts";
import { confirmClock, noteClockTrust } from "#station/health/system-clock-trust.ts";
import { openStation } from "#station/app/open-station.ts";
import { keepFeedPage } from "#station/sync/feed/feed-page.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { testProfiles } from "#test/helpers/store-template.ts";

/** Friday, 09:00 in China. */
const START = "2026-09-18T01:00:00.000Z";
const HOUR = 3_600_000;

const as = (context: StationContext, id: string): Actor => {
  const operator = findOperator(context.db, id);
  if (operator === null) throw new Error(`no operator ${id}`);
  return { operator, station: context.station() };
};

async function worklistStation(openTestStation: OpenTestStation) {
  const clock = new HandClock(START);
  const { context, actor, dir } = await openTestStation({ now: clock.now });
  const watch = startDeadlineMonitor(context, {
    setTimer: clock.after,
    onError(error) {
      throw error;
    },
  });
  const accept = (who: Actor = actor) => submitApplication(context, who, { key: randomUUID(), body: yunhaiDraft() }).id;
  const joint = (id: string) =>
    performAct(context, actor, {
      applicationId: id,
      shownVersion: 1,
      act: { kind: "approval.applied", utility: "water" },
    });
  return { clock, context, actor, dir, watch, accept, joint };
}

describe("the worklist", () => {
  it("row 32: a warning goes up the ladder, each level once, offline, and not again after a restart", async ({
    openTestStation,
  }) => {
    const { clock, context, watch, accept } = await worklistStation(openTestStation);
    // 1 m of line and no crossing: direct, to be connected the same day.
    const id = accept();
    expect(
      viewApplication(context, getApplicationRow(context, id)).deadlines.find(
        ({ deadline: name }) => name === "direct",
      ),
    ).toMatchObject({ state: "due-today" });
    expect(await watch.check()).toBe(1);
    expect(await watch.check()).toBe(0);
    clock.advance(9 * HOUR);
    await watch.check();
    expect(listWarnings(context.db, id).map(({ level }) => level)).toEqual(["due-today", "overdue"]);
    const restarted = startDeadlineMonitor(context, { setTimer: () => () => undefined, onError: () => undefined });
    expect(await restarted.check()).toBe(0);
    expect(listAudit(context.db, id).filter(({ verb }) => verb === "warning.raised")).toHaveLength(2);
    expect(findBrokenLink(context.db)).toBeNull();
  });

  it("row 32: the minute timer raises it, without anybody asking", async ({ openTestStation }) => {
    const { clock, context, watch, accept } = await worklistStation(openTestStation);
    const heard: string[] = [];
    context.events.subscribe((event) => heard.push(event.kind));
    const id = accept();
    clock.advance(60_000);
    await watch.check();
    expect(listWarnings(context.db, id)).toHaveLength(1);
    expect(heard).toContain("worklist.changed");
    await watch.close();
    expect(clock.nextTimerMs).toBeNull();
  });

  it("row 32: overdue goes up to the supervisor, and who acknowledges is in the audit by name", async ({
    openTestStation,
  }) => {
    const { clock, context, watch, actor, accept } = await worklistStation(openTestStation);
    const id = accept();
    await watch.check();
    const supervisor = as(context, "supervisor-1");
    expect(viewWorklist(context, supervisor, false).warnings).toEqual([]);
    clock.advance(9 * HOUR);
    await watch.check();
    expect(viewWorklist(context, supervisor, false).warnings).toMatchObject([
      { applicationId: id, level: "overdue", deadline: "direct" },
    ]);
    expect(viewWorklist(context, actor, true).warnings).toHaveLength(2);
    expect(acknowledge(context, supervisor, { applicationId: id, deadline: "direct", level: "overdue" })).toEqual({
      acknowledged: true,
    });
    expect(acknowledge(context, actor, { applicationId: id, deadline: "direct", level: "overdue" })).toEqual({
      acknowledged: false,
    });
    expect(viewWorklist(context, supervisor, false).warnings).toEqual([]);
    expect(listAudit(context.db, id).findLast(({ verb }) => verb === "warning.acknowledged")).toMatchObject({
      actor: "supervisor-1",
      detail: { clock: "direct", level: "overdue" },
    });
  });

  it("row 28, 54: shows the clerk her own, the hall on request, and nothing that is closed", async ({
    openTestStation,
  }) => {
    const { context, actor, accept } = await worklistStation(openTestStation);
    const mine = accept();
    const other = accept(as(context, "clerk-2"));
    const ids = (own: boolean) =>
      viewWorklist(context, actor, own).board["due-today"].map(({ applicationId }) => applicationId);
    expect(ids(true)).toEqual([mine]);
    expect(ids(false).sort()).toEqual([mine, other].sort());
    performAct(context, actor, {
      applicationId: mine,
      shownVersion: 1,
      act: { kind: "application.withdrawn", reason: "不办了" },
    });
    expect(viewWorklist(context, actor, true).board).toMatchObject({ "due-today": [], waiting: [] });
  });

  it("row 6: shows the clerk her own messages of the centre behind a hundred of others, and counts what it does not list", async ({
    openTestStation,
  }) => {
    const { context, actor, accept } = await worklistStation(openTestStation);
    const mine = accept();
    const other = accept(as(context, "clerk-2"));
    const told = (applicationId: string, at: string) => ({
      id: randomUUID(),
      kind: "duplicate.found" as const,
      at,
      applicationId,
      standing: "later",
      other: { acceptanceNumber: "B02-2026-000017-K", hall: "二号大厅", window: "3 号窗口", acceptedAt: START },
      utilities: ["water"],
    });
    const items = [
      ...Array.from({ length: 100 }, () => told(other, START)),
      told(mine, new Date(Date.parse(START) + HOUR).toISOString()),
    ];
    keepFeedPage(context, { epoch: randomUUID(), items, cursor: "c", more: false });
    expect(viewWorklist(context, actor, true)).toMatchObject({
      centreMessages: [{ applicationId: mine }],
      messagesNotShown: 0,
    });
    const all = viewWorklist(context, actor, false);
    expect([all.centreMessages.length, all.messagesNotShown]).toEqual([100, 1]);
  });

  it("row 31: says of a paused clock why, and of one that waits, for what", async ({ openTestStation }) => {
    const { context, actor } = await worklistStation(openTestStation);
    const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft({ outsideLines: [] }) });
    expect(viewWorklist(context, actor, true).board.waiting.map(({ deadline: clock }) => clock.note?.zh)).toContain(
      "尚未开始：自“收到企业的外线工程审批申请”起算",
    );
    performAct(context, actor, {
      applicationId: id,
      shownVersion: 1,
      act: { kind: "approval.applied", utility: "water" },
    });
    performAct(context, actor, {
      applicationId: id,
      shownVersion: 2,
      act: { kind: "approval.concluded", granted: false, on: "2026-09-18", reason: "资料不符" },
    });
    performAct(context, actor, {
      applicationId: id,
      shownVersion: 3,
      act: { kind: "supplement.requested", items: ["授权书"], reasonForAnother: null },
    });
    expect(
      viewWorklist(context, actor, true).board.paused.map(({ deadline: clock }) => [clock.deadline, clock.note?.zh]),
    ).toEqual([["joint-approval", expect.stringContaining("暂停")]]);
  });

  it("finds open cases by the index of open cases, never by going through all", async ({ openTestStation }) => {
    const { context } = await worklistStation(openTestStation);
    const plan = context.db
      .prepare(
        `EXPLAIN QUERY PLAN SELECT id FROM applications INDEXED BY applications_open
          WHERE status NOT IN ('closed', 'refused', 'withdrawn') AND duty_operator_id = ?
          ORDER BY accepted_at LIMIT 10`,
      )
      .all("x");
    expect(JSON.stringify(plan)).toMatch(/SEARCH applications USING INDEX applications_open/);
    expect(JSON.stringify(plan)).not.toContain("TEMP B-TREE");
  });
});

describe("row 33: a wrong PC clock", () => {
  it("is said with every due time, is in the audit once, and intake goes on", async ({ openTestStation }) => {
    const clock = new HandClock(START);
    let monotonic = 0;
    const { context, actor } = await openTestStation({ now: clock.now, monotonicMs: () => monotonic });
    expect(noteClockTrust(context)).toEqual({ kind: "sure" });
    clock.set("2026-09-18T05:00:00.000Z");
    monotonic = 60_000;
    noteClockTrust(context);
    expect(noteClockTrust(context)).toMatchObject({ kind: "unsure", doubts: [{ source: "monotonic" }] });
    const application = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    expect(application.deadlines.find((line) => line.deadline === "direct")?.note?.zh).toBe("时钟待核");
    expect(listAudit(context.db, "clock").map(({ verb }) => verb)).toEqual(["clock.doubted"]);
    expect(confirmClock(context, actor)).toEqual({ kind: "sure" });
    expect(listAudit(context.db, "clock").map(({ verb }) => verb)).toEqual([
      "clock.doubted",
      "clock.confirmed",
      "clock.trusted",
    ]);
  });

  it("is found at the next start when it was set back before the last act recorded", async ({ openTestStation }) => {
    const clock = new HandClock(START);
    const { context, dir, actor } = await openTestStation({ now: clock.now });
    submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    context.db.close();
    const { cpSync, rmSync } = await import("node:fs");
    const copy = `${dir}-later`;
    cpSync(dir, copy, { recursive: true, filter: (file) => !file.endsWith(".lock") && !file.includes("lock") });
    clock.set("2026-09-17T01:00:00.000Z");
    const open = await openStation(copy, { now: clock.now, ...testProfiles() });
    try {
      expect(open.context.clock.trust()).toMatchObject({ kind: "unsure", doubts: [{ source: "last-seen" }] });
      open.context.clock.heardCentre("2026-09-17T01:00:30.000Z");
      expect(open.context.clock.trust()).toEqual({ kind: "sure" });
    } finally {
      open.close();
      rmSync(copy, { recursive: true, force: true });
    }
  });
});
