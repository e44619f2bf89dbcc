import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import type { Act } from "#shared/case/act.ts";
import { findBrokenLink } from "#station/db/audit.ts";
import { listPrintJobs } from "#station/db/print-jobs.ts";
import { findOperator } from "#station/db/operators.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { performAct } from "#station/cases/acts.ts";
import { viewCase } from "#station/cases/case-view.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { codeOf } from "#test/helpers/problem-of.ts";

const START = "2026-09-18T01:00:00.000Z";

async function accepted(
  openTestStation: OpenTestStation,
  now = () => START,
): Promise<{ context: StationContext; actor: Actor; id: string; act: (act: Act) => ReturnType<typeof performAct> }> {
  const { context, actor } = await openTestStation({ now });
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft({ outsideLines: [] }) });
  return {
    context,
    actor,
    id,
    act: (act) =>
      performAct(context, actor, { applicationId: id, shownVersion: getApplicationRow(context, id).version, act }),
  };
}

describe("acts after intake", () => {
  it("each take the record to its next version, with audit and outbox entry in the same transaction", async ({
    openTestStation,
  }) => {
    const { context, id, act } = await accepted(openTestStation);
    const view = act({ kind: "approval.applied", utility: "water" });
    expect(view).toMatchObject({ version: 2, state: { status: "approving" } });
    const entries = context.db.prepare("SELECT kind, sequence FROM outbox_entries ORDER BY sequence").all();
    expect(entries).toEqual([
      { kind: "application.accepted", sequence: 1 },
      { kind: "approval.applied", sequence: 2 },
    ]);
    expect(viewApplication(context, getApplicationRow(context, id))).toMatchObject({ status: "approving", version: 2 });
    expect(findBrokenLink(context.db)).toBeNull();
  });

  it("write nothing when they are impossible, and say why and what now", async ({ openTestStation }) => {
    const { context, act } = await accepted(openTestStation);
    expect(codeOf(() => act({ kind: "case.closed", on: "2026-09-18" }))).toBe("act-impossible");
    expect(
      context.db
        .prepare("SELECT (SELECT count(*) FROM acts) AS acts, (SELECT count(*) FROM outbox_entries) AS entries")
        .get(),
    ).toEqual({ acts: 0, entries: 1 });
  });

  it("refuse the second of two clerks who act on the same version", async ({ openTestStation }) => {
    const { context, actor, id } = await accepted(openTestStation);
    const act: Act = { kind: "survey.scheduled", on: "2026-09-21" };
    performAct(context, actor, { applicationId: id, shownVersion: 1, act });
    expect(codeOf(() => performAct(context, actor, { applicationId: id, shownVersion: 1, act }))).toBe(
      "changed-meanwhile",
    );
    expect(viewCase(context, id, "clerk").acts).toHaveLength(1);
  });

  it("row 11: one supplement notice lists everything, is numbered and printed; a second needs a reason", async ({
    openTestStation,
  }) => {
    const { context, id, act } = await accepted(openTestStation);
    const items = ["授权书原件", "营业执照复印件"];
    const view = act({ kind: "supplement.requested", items, reasonForAnother: null });
    const number = view.acts[0]?.voucherNumber;
    expect(number).toMatch(/N-2026-000001-/);
    expect(listPrintJobs(context.db, id).map((job) => job.kind)).toContain("supplement-notice");
    expect(
      dataOfApplication(context, getApplicationRow(context, id), "original", { kind: "supplement-notice" }).notice,
    ).toMatchObject({ number, items });
    act({ kind: "supplement.received" });
    expect(codeOf(() => act({ kind: "supplement.requested", items, reasonForAnother: null }))).toBe("act-impossible");
    expect(act({ kind: "supplement.requested", items, reasonForAnother: "规则更新" }).state.notices).toHaveLength(2);
  });

  it("row 31: deadlines whose rule allows it pause while a supplement is awaited, and run on after it", async ({
    openTestStation,
  }) => {
    let at = START;
    const { context, id, act } = await accepted(openTestStation, () => at);
    const rules = context.profiles.get("yunhai").profile.clocks;
    const pausable = rules
      .filter((rule) => rule.pauses.some((pause) => pause.id === "supplement"))
      .map((rule) => rule.id);
    const running = () =>
      viewApplication(context, getApplicationRow(context, id)).deadlines.filter(
        (line) => line.startedAt !== null && pausable.includes(line.deadline),
      );
    act({ kind: "approval.applied", utility: "water" });
    act({ kind: "approval.concluded", granted: false, on: "2026-09-18", reason: "资料不符" });
    const due = running().map((line) => line.dueOn);
    expect(due.length).toBeGreaterThan(0);
    act({ kind: "supplement.requested", items: ["授权书"], reasonForAnother: null });
    expect(running().map((line) => line.state)).toEqual(running().map(() => "paused"));
    at = "2026-09-22T02:00:00.000Z";
    act({ kind: "supplement.received" });
    expect(running().every((line, i) => line.dueOn !== null && line.dueOn > (due[i] ?? ""))).toBe(true);
  });

  it("row 10: tolerance has its own list and date and lapses only by a supervisor", async ({ openTestStation }) => {
    const { context, id, act } = await accepted(openTestStation);
    act({ kind: "tolerance.granted", items: ["房产证明"], dueOn: "2026-09-30" });
    const lapse: Act = { kind: "tolerance.lapsed", reason: "逾期未补" };
    expect(codeOf(() => act(lapse))).toBe("act-impossible");
    const view = performAct(context, await supervisorOf(context), {
      applicationId: id,
      shownVersion: getApplicationRow(context, id).version,
      act: lapse,
    });
    expect(view.state.tolerance?.ended).toBe("lapsed");
  });

  it("keep acts insert only", async ({ openTestStation }) => {
    const { context, act } = await accepted(openTestStation);
    act({ kind: "survey.scheduled", on: "2026-09-21" });
    expect(() => context.db.exec("UPDATE acts SET kind = 'x'")).toThrow("insert only");
    expect(() => context.db.exec("DELETE FROM acts")).toThrow("insert only");
  });
});

async function supervisorOf(context: StationContext): Promise<Actor> {
  const operator = findOperator(context.db, "supervisor-1");
  if (operator === null) throw new Error("the demo hall has no supervisor");
  return { operator, station: context.station() };
}
