import { randomUUID } from "node:crypto";
import Database from "better-sqlite3";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { findOperator } from "#station/db/operators.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { recordCallback, setCallbackDate, viewCallbacks } from "#station/cases/callbacks.ts";
import { viewDaySummary } from "#station/supervision/day-summary.ts";
import type { Actor } from "#station/core/station-context.ts";
import { acceptHandover, offerHandover } from "#station/cases/handover.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { exportLedger } from "#station/supervision/ledger.ts";
import type { Act } from "#shared/case/act.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const MORNING = "2026-09-18T02:00:00.000Z";
const TODAY = "2026-09-18";

/** An application at the made-up locality, where a callback follows the last connection. */
async function started(openTestStation: OpenTestStation, utilities = ["water"]) {
  const clock = new HandClock(MORNING);
  const { context, dir } = await openTestStation({ now: clock.now });
  const actor = (id: string): Actor => {
    const operator = findOperator(context.db, id);
    if (operator === null) throw new Error(`the demo hall has no ${id}`);
    return { operator, station: context.station() };
  };
  const [clerk, other, supervisor] = [actor("clerk-1"), actor("clerk-2"), actor("supervisor-1")];
  const { id } = submitApplication(context, clerk, {
    key: randomUUID(),
    body: yunhaiDraft({ utilities, outsideLines: [], noOutsideLine: utilities }),
  });
  const row = () => getApplicationRow(context, id);
  const act = (what: Act) => performAct(context, clerk, { applicationId: id, shownVersion: row().version, act: what });
  const connect = (utility: string, callbackOn?: string) =>
    act({ kind: "connection.made", utility, on: TODAY, ...(callbackOn === undefined ? {} : { callbackOn }) });
  const own = () => viewCallbacks(context, clerk, { applicationId: id }).lines;
  const first = () => own()[0] ?? expect.fail("no callback was made");
  const record = (by: Actor, changes: Partial<Parameters<typeof recordCallback>[2]> = {}) =>
    recordCallback(context, by, {
      id: first().id,
      attempt: first().attempts.length + 1,
      outcome: "reached",
      answers: [],
      note: "",
      againOn: null,
      ...changes,
    });
  return { clock, context, dir, clerk, other, supervisor, id, row, act, connect, own, first, record };
}

function problemOf(run: () => unknown): { code: string; paths: string[] } {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError)
      return { code: error.problem.code, paths: error.problem.fields.map(({ path }) => path) };
    throw error;
  }
  return { code: "none", paths: [] };
}

describe("callbacks (回访)", () => {
  it("row 19: the last connection brings a callback about in the same step, with its script, and no date is made up", async ({
    openTestStation,
  }) => {
    const { context, id, connect, own, first, row } = await started(openTestStation, ["water", "power"]);
    connect("water");
    expect(own()).toEqual([]);
    connect("power");
    expect(own()).toMatchObject([
      {
        status: "undated",
        dueOn: null,
        latestOn: null,
        attempts: [],
        phone: "13800000000",
        contact: "示例人",
        mayRecord: true,
      },
    ]);
    expect(first().questions.map(({ id: question, basis }) => [question, basis])).toEqual([
      ["usage", "inferred"],
      ["wishes", "inferred"],
    ]);
    const made = listAudit(context.db, id).at(-1);
    expect([made?.verb, made?.detail["callbacks"]]).toEqual([
      "connection.made",
      [{ id: first().id, rule: "after-connection", dueOn: null }],
    ]);
    expect(row().version).toBe(3);
  });

  it("row 19: a date given with the act must not be past, and none may be given where the step brings no callback", async ({
    openTestStation,
  }) => {
    const { connect, own } = await started(openTestStation, ["water", "power"]);
    expect(problemOf(() => connect("water", "2026-09-17"))).toEqual({ code: "bad-input", paths: ["callbackOn"] });
    expect(problemOf(() => connect("water", "2026-10-12"))).toEqual({ code: "bad-input", paths: ["callbackOn"] });
    connect("water");
    connect("power", "2026-10-12");
    expect(own()).toMatchObject([{ status: "planned", dueOn: "2026-10-12" }]);
  });

  it("row 19: it stays open until somebody is reached; centre and audit log get every try without what was said", async ({
    openTestStation,
  }) => {
    const { clock, context, clerk, id, connect, first, record } = await started(openTestStation);
    connect("water", TODAY);
    expect(first().status).toBe("today");
    record(clerk, { outcome: "not-reached", note: "无人接听", againOn: "2026-09-21" });
    expect(first()).toMatchObject({
      status: "planned",
      dueOn: "2026-09-21",
      attempts: [{ seq: 1, outcome: "not-reached", note: "无人接听", by: clerk.operator.name }],
    });
    clock.set("2026-09-22T02:00:00.000Z");
    expect(first().status).toBe("overdue");
    record(clerk, { answers: [{ question: "usage", text: "水压正常" }], note: "用户𠮷先生接听" });
    expect(first()).toMatchObject({
      status: "reached",
      mayRecord: false,
      attempts: [{ seq: 1 }, { seq: 2, outcome: "reached", answers: [{ question: "usage", text: "水压正常" }] }],
    });
    expect(problemOf(() => record(clerk)).code).toBe("callback-gone");
    const sent = context.db
      .prepare<[string], { kind: string; payload: string }>(
        `SELECT kind, payload_sealed AS payload FROM outbox_entries JOIN outbox_payloads ON entry_id = id
          WHERE application_id = ? ORDER BY sequence`,
      )
      .all(id);
    expect(sent.map(({ kind }) => kind)).toEqual([
      "application.accepted",
      "connection.made",
      "callback.recorded",
      "callback.recorded",
    ]);
    expect(JSON.parse(sent.at(-1)?.payload ?? "{}")).toMatchObject({
      outcome: "reached",
      attempt: 2,
      answers: [{ text: "水压正常" }],
    });
    const audit = JSON.stringify(listAudit(context.db, id));
    expect(audit).toContain("callback.recorded");
    expect(audit).not.toMatch(/水压|𠮷|无人接听/);
    expect(findBrokenLink(context.db)).toBeNull();
  });

  it("row 19: an applicant who declines is called no more", async ({ openTestStation }) => {
    const { context, clerk, connect, first, record } = await started(openTestStation);
    connect("water");
    record(clerk, { outcome: "refused", note: "不需要回访" });
    expect(first().status).toBe("refused");
    expect(viewCallbacks(context, clerk, { mine: true }).lines).toEqual([]);
  });

  it("row 19: only the duty holder or a supervisor works on it, and after a hand-over the new holder does", async ({
    openTestStation,
  }) => {
    const { context, clerk, other, supervisor, id, act, connect, first, record, row } = await started(openTestStation);
    connect("water");
    act({ kind: "case.closed", on: TODAY });
    expect([
      problemOf(() => record(other)).code,
      problemOf(() => setCallbackDate(context, other, { id: first().id, dueOn: null })).code,
    ]).toEqual(["not-allowed", "not-allowed"]);
    expect(setCallbackDate(context, supervisor, { id: first().id, dueOn: "2026-09-30" })).toMatchObject({
      dueOn: "2026-09-30",
      status: "planned",
    });
    // The case is closed, but what is still owed can go to a colleague.
    const offer = offerHandover(context, clerk, {
      applicationId: id,
      shownVersion: row().version,
      toOperatorId: "clerk-2",
      note: "",
    }).outgoing[0];
    acceptHandover(context, other, offer?.id ?? "");
    expect([
      viewCallbacks(context, clerk, { mine: true }).lines.length,
      viewCallbacks(context, other, { mine: true }).lines.length,
      viewCallbacks(context, clerk, { mine: false }).lines.length,
    ]).toEqual([0, 1, 1]);
    expect(problemOf(() => record(clerk)).code).toBe("not-allowed");
    record(other);
    expect(first().status).toBe("reached");
    expect(
      problemOf(() =>
        offerHandover(context, other, {
          applicationId: id,
          shownVersion: row().version,
          toOperatorId: "clerk-1",
          note: "",
        }),
      ).code,
    ).toBe("act-impossible");
  });

  it("row 19: of two who record the same try one wins; a stray answer, a past date and an unknown actor are refused", async ({
    openTestStation,
  }) => {
    const { context, clerk, supervisor, id, connect, first, record } = await started(openTestStation);
    connect("water");
    const before = listAudit(context.db, id).length;
    const wrong = [
      () => record(clerk, { answers: [{ question: "colour", text: "蓝" }] }),
      () =>
        record(clerk, {
          answers: [
            { question: "usage", text: "好" },
            { question: "usage", text: "坏" },
          ],
        }),
      () => record(clerk, { outcome: "not-reached", answers: [{ question: "usage", text: "好" }] }),
      () => record(clerk, { outcome: "not-reached", againOn: "2026-09-17" }),
      () => record(clerk, { outcome: "reached", againOn: "2026-09-19" }),
      () => setCallbackDate(context, clerk, { id: first().id, dueOn: "2026-09-17" }),
    ];
    expect(wrong.map((run) => problemOf(run).paths)).toEqual([
      ["answers"],
      ["answers"],
      ["answers"],
      ["againOn"],
      ["againOn"],
      ["dueOn"],
    ]);
    expect(listAudit(context.db, id).length).toBe(before);
    record(clerk, { outcome: "not-reached" });
    expect(problemOf(() => record(supervisor, { attempt: 1 })).code).toBe("changed-meanwhile");
  });

  it("row 19: tries and closed callbacks cannot be changed or removed, not even past the program", async ({
    openTestStation,
  }) => {
    const { dir, clerk, connect, record } = await started(openTestStation);
    connect("water");
    record(clerk);
    const db = new Database(join(dir, "hall.db"));
    try {
      const refused = [
        "UPDATE callback_attempts SET outcome = 'refused'",
        "DELETE FROM callback_attempts",
        "UPDATE callbacks SET due_on = '2027-01-01'",
        "DELETE FROM callbacks",
      ].map((sql) => {
        try {
          db.exec(sql);
          return "done";
        } catch {
          return "refused";
        }
      });
      expect(refused).toEqual(["refused", "refused", "refused", "refused"]);
    } finally {
      db.close();
    }
  });

  it("row 19: the ledger names each callback and counts the hall's open and overdue ones", async ({
    openTestStation,
  }) => {
    const { clock, context, supervisor, connect } = await started(openTestStation);
    connect("water", "2026-09-21");
    clock.set("2026-09-22T02:00:00.000Z");
    const day = viewDaySummary(context, TODAY);
    expect([day.lines[0]?.callbacks, day.totals.callbacks]).toMatchObject([
      [{ status: "overdue", dueOn: "2026-09-21" }],
      { open: 1, overdue: 1, undated: 0 },
    ]);
    const csv = Buffer.from(exportLedger(context, supervisor, TODAY, "csv").base64, "base64").toString("utf8");
    expect(csv).toContain("接入后回访：2026-09-21 逾期未回访");
    expect(csv).toMatch(/其中逾期未回访 of them overdue"?,"?1/);
  });

  it("is dated within a year, by hand as after a try without answer", async ({ openTestStation }) => {
    const { context, clerk, connect, first, record } = await started(openTestStation);
    connect("water");
    expect(problemOf(() => setCallbackDate(context, clerk, { id: first().id, dueOn: "9999-12-31" }))).toEqual({
      code: "bad-input",
      paths: ["dueOn"],
    });
    expect(problemOf(() => record(clerk, { outcome: "not-reached", againOn: "9999-12-31" }))).toEqual({
      code: "bad-input",
      paths: ["againOn"],
    });
    expect(first()).toMatchObject({ dueOn: null, attempts: [] });
  });
});
