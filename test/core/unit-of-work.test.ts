import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import type { StationEvent } from "#shared/contract/events.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change, changeAs, SYSTEM, type Unit } from "#station/core/unit-of-work.ts";
import { listAudit } from "#station/db/audit.ts";
import { countByState } from "#station/db/outbox-entries.ts";
import { listPrintJobs } from "#station/db/print-jobs.ts";
import { findSetting, putSetting } from "#station/db/settings.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const AT = "2026-11-20T02:30:00.000Z";
const CHANGED: StationEvent = { kind: "application.changed", id: "a" };

type Station = { context: StationContext; actor: Actor; events: StationEvent[]; clock: HandClock; errors: unknown[] };

async function openStation(openTestStation: OpenTestStation): Promise<Station> {
  const clock = new HandClock(AT);
  const errors: unknown[] = [];
  const { context, actor } = await openTestStation({ now: clock.now, onError: (error) => errors.push(error) });
  const events: StationEvent[] = [];
  context.events.subscribe((event) => events.push(event));
  return { context, actor, events, clock, errors };
}

const entry = (applicationId: string) => ({
  kind: "callback.recorded" as const,
  applicationId,
  sequence: 2,
  payload: "{}",
  payloadHash: "0".repeat(64),
});
const job = (applicationId: string) => ({
  applicationId,
  kind: "slip" as const,
  utility: null,
  recordVersion: 1,
  recordHash: "0".repeat(64),
  why: null,
});

describe("a unit of work", () => {
  it("commits what it gathers together, under one time and one person", async ({ openTestStation }) => {
    const { context, actor } = await openStation(openTestStation);
    const application = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    const jobs = listPrintJobs(context.db, application.id).length;
    const made = change(context, actor, (unit) => {
      putSetting(context.db, "mark", "set");
      unit.enqueue(entry(application.id));
      const printed = unit.print(job(application.id));
      unit.audit("ledger.exported", application.id, printed);
      return printed;
    });
    expect(findSetting(context.db, "mark")).toBe("set");
    expect(countByState(context.db).waiting).toBe(2);
    expect(listPrintJobs(context.db, application.id)).toHaveLength(jobs + 1);
    const printed = { id: made.id, copy: 2, requestedBy: actor.operator.id, createdAt: AT, outcome: "queued" };
    expect(listPrintJobs(context.db, application.id).at(-1)).toMatchObject(printed);
    const [operator, station] = [actor.operator.id, actor.station.id];
    const audited = { at: AT, actor: operator, stationId: station, verb: "ledger.exported", detail: { ...made } };
    expect(listAudit(context.db, application.id).at(-1)).toMatchObject(audited);
  });

  it("emits its events after the commit, each once and in the order in which they were first named", async ({
    openTestStation,
  }) => {
    const { context, actor, events } = await openStation(openTestStation);
    const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    events.length = 0;
    const seen: (string | null)[] = [];
    context.events.subscribe(() => seen.push(context.db.inTransaction ? null : findSetting(context.db, "mark")));
    change(context, actor, (unit) => {
      unit.emit(CHANGED);
      unit.enqueue(entry("a"));
      unit.enqueue({ ...entry("b"), key: "the-key" });
      unit.print(job(id));
      unit.emit({ ...CHANGED });
      putSetting(context.db, "mark", "set");
      expect(events).toEqual([]);
    });
    expect(events).toEqual([CHANGED, { kind: "outbox.changed" }, { kind: "print.changed", applicationId: id }]);
    expect(seen).toEqual(["set", "set", "set"]);
  });

  it("keeps nothing and emits nothing where it throws, and hands the error on", async ({ openTestStation }) => {
    const { context, actor, events } = await openStation(openTestStation);
    const failing = (unit: Unit): void => {
      putSetting(context.db, "mark", "set");
      unit.enqueue(entry("a"));
      unit.audit("ledger.exported", "a", {});
      unit.emit(CHANGED);
      throw new Error("no");
    };
    expect(() => change(context, actor, failing)).toThrow("no");
    expect(() => changeAs(context, SYSTEM, failing)).toThrow("no");
    expect(findSetting(context.db, "mark")).toBeNull();
    expect(countByState(context.db).waiting).toBe(0);
    expect(listAudit(context.db, "a")).toEqual([]);
    expect(events).toEqual([]);
    // The next change is none the worse for it.
    change(context, actor, (unit) => unit.emit(CHANGED));
    expect(events).toEqual([CHANGED]);
  });

  it("lets a listener that throws disturb neither the caller nor the other listeners", async ({ openTestStation }) => {
    const { context, actor, events, errors } = await openStation(openTestStation);
    const fault = new Error("a listener's own");
    const leave = context.events.subscribe(() => {
      throw fault;
    });
    const after: StationEvent[] = [];
    context.events.subscribe((event) => after.push(event));
    expect(change(context, actor, (unit) => (unit.emit(CHANGED), "done"))).toBe("done");
    expect([events, after, errors]).toEqual([[CHANGED], [CHANGED], [fault]]);
    leave();
    change(context, actor, (unit) => unit.emit(CHANGED));
    expect(errors).toEqual([fault]);
  });

  it("names no person where the program acts by itself, also within a person's change", async ({ openTestStation }) => {
    const { context, actor } = await openStation(openTestStation);
    changeAs(context, SYSTEM, (unit) => unit.audit("ledger.exported", "a", {}));
    changeAs(context, "applicant", (unit) => unit.audit("ledger.exported", "a", {}));
    change(context, actor, (unit) => {
      unit.audit("ledger.exported", "a", {});
      unit.asSystem().audit("ledger.exported", "a", {});
    });
    expect(listAudit(context.db, "a").map((each) => each.actor)).toEqual([
      SYSTEM,
      "applicant",
      actor.operator.id,
      SYSTEM,
    ]);
  });

  it("is neither opened twice nor added to once it is over", async ({ openTestStation }) => {
    const { context, actor, events } = await openStation(openTestStation);
    const inner = () => change(context, actor, (unit) => unit.emit(CHANGED));
    expect(() => change(context, actor, inner)).toThrow("open already");
    const kept = change(context, actor, (unit) => unit);
    expect(() => kept.audit("ledger.exported", "a", {})).toThrow("over");
    expect(() => kept.enqueue(entry("a"))).toThrow("over");
    expect(() => kept.print(job("a"))).toThrow("over");
    expect(() => kept.emit(CHANGED)).toThrow("over");
    expect(events).toEqual([]);
  });

  it("refuses a promise by its type, and undoes what was written before one", async ({ openTestStation }) => {
    const { context, actor } = await openStation(openTestStation);
    const later = async (): Promise<void> => putSetting(context.db, "mark", "set");
    // @ts-expect-error: a promise would be settled after the commit
    expect(() => change(context, actor, later)).toThrow();
    expect(findSetting(context.db, "mark")).toBeNull();
  });
});
