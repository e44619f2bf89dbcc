import { describe, expect } from "vitest";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { stateOf } from "#station/records/case-state.ts";
import { viewWorklist } from "#station/supervision/worklist.ts";
import { assignmentLines } from "#station/roster/assignment.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import { appointSpecialist, endEntry, setAway, setWindow } from "#station/roster/roster-entries.ts";
import { viewAtWindow, viewRoster } from "#station/roster/roster.ts";
import { assignmentTexts } from "#templates/documents/assignment-text.ts";
import { MORNING, TODAY, openRosterStation, problemFrom } from "#test/helpers/roster-hall.ts";
import { it } from "#test/helpers/station-fixture.ts";

describe("authority of shared clerks", () => {
  it("row 16: a utility nobody is authorised for belongs to everyone, and the register says so", async ({
    openTestStation,
  }) => {
    const { context, actor, accept } = await openRosterStation(openTestStation);
    expect(viewRoster(context, "yunhai").utilities.every(({ shared }) => shared)).toBe(true);
    expect(viewAtWindow(context, actor("clerk-1"), "yunhai").utilities.map(({ status }) => status)).toEqual([
      "shared",
      "shared",
      "shared",
      "shared",
    ]);
    expect(accept().assignments).toEqual([]);
  });

  it("row 16: a tick outside the clerk's authority makes a referral, never a refusal, and duty does not move", async ({
    openTestStation,
  }) => {
    const { context, actor, accept, grant } = await openRosterStation(openTestStation);
    grant("clerk-1", "water");
    grant("clerk-2", "power");
    expect(viewAtWindow(context, actor("clerk-1"), "yunhai").utilities.map(({ status }) => status)).toEqual([
      "authorised",
      "referral",
      "shared",
      "shared",
    ]);
    const taken = accept({ utilities: ["water", "power"] });
    expect(taken).toMatchObject({
      status: "accepted",
      dutyHolder: { operatorId: "clerk-1" },
      assignments: [{ utility: "power", referral: true, at: MORNING, specialist: null, response: null }],
    });
    expect(taken.assignments[0]?.unit.zh).toBe("用电报装单位");
    expect(listAudit(context.db, taken.id)[0]?.detail).toMatchObject({
      dispatches: [{ utility: "power", specialist: null, referral: true }],
    });
    const payload = context.db
      .prepare(
        "SELECT payload_sealed FROM outbox_entries JOIN outbox_payloads ON entry_id = id WHERE application_id = ?",
      )
      .pluck()
      .get(taken.id);
    expect(JSON.parse(String(payload))).toMatchObject({
      decision: { dispatches: [{ utility: "power", referral: true }] },
    });
    const printed = assignmentTexts(dataOfApplication(context, getApplicationRow(context, taken.id), "original"));
    expect(printed).toEqual([{ label: "转办", text: "用电报装已受理，转用电报装单位办理；首接责任人不变" }]);
  });

  it("row 16: a referral is a dated item on the worklist until somebody takes it", async ({ openTestStation }) => {
    const { context, clock, actor, accept, grant, act, view } = await openRosterStation(openTestStation);
    grant("clerk-2", "water");
    const { id, acceptanceNumber } = accept();
    clock.set("2026-09-18T06:00:00.000Z");
    expect(viewWorklist(context, actor("clerk-1"), true).assignments).toMatchObject([
      { acceptanceNumber, toMe: false, assignment: { referral: true, utility: "water", waitedMinutes: 150 } },
    ]);
    expect(viewWorklist(context, actor("clerk-2"), true).assignments).toEqual([]);
    act(id, { kind: "specialist.responded", utility: "water", responder: "示例水务值班员" });
    expect(viewWorklist(context, actor("supervisor-1"), false).assignments).toEqual([]);
    expect(view(id)).toMatchObject({
      version: 2,
      dutyHolder: { operatorId: "clerk-1" },
      assignments: [{ response: { by: "示例水务值班员" } }],
    });
  });

  it("row 16: authority holds from its first day to its last, both included, by the hall's own date", async ({
    openTestStation,
  }) => {
    const { clock, accept, grant } = await openRosterStation(openTestStation);
    grant("clerk-1", "water", "2026-09-19", "2026-09-20");
    const referralAt = (at: string, site: string): boolean => {
      clock.set(at);
      return accept({
        form: { header: { applicant: "示例公司", site, contact: "示例人", phone: "13800000000" } },
      }).assignments.some(({ referral }) => referral);
    };
    // The register of this utility opens on the 19th; 2026-09-18T16:00Z is the 19th, 0:00 in the hall.
    expect([
      referralAt("2026-09-18T15:59:59.000Z", "甲路"),
      referralAt("2026-09-18T16:00:00.000Z", "乙路"),
      referralAt("2026-09-20T15:59:59.000Z", "丙路"),
      referralAt("2026-09-20T16:00:00.000Z", "丁路"),
    ]).toEqual([false, false, false, true]);
  });

  it("row 16: an authority is ended with a day, once, and never removed; withdrawn earlier it was never in force", async ({
    openTestStation,
  }) => {
    const { context, supervisor, accept, grant } = await openRosterStation(openTestStation);
    const [own] = grant("clerk-1", "water").authorities;
    expect(problemFrom(() => grant("clerk-1", "water", "2026-12-01"))).toMatchObject({ code: "roster-impossible" });
    expect(problemFrom(() => grant("nobody", "water")).fields?.[0]?.path).toBe("operatorId");
    expect(problemFrom(() => grant("clerk-1", "moon")).fields?.[0]?.path).toBe("utility");
    const end = (endsOn: string) =>
      endEntry(context, supervisor, { profileId: "yunhai", what: "authority", id: own?.id ?? "", endsOn });
    expect(problemFrom(() => end("2026-09-16")).code).toBe("roster-impossible");
    expect(end("2026-09-17").authorities).toMatchObject([
      { operatorId: "clerk-1", endsOn: "2026-09-17", inForce: false, endedBy: "示例主管" },
    ]);
    expect(problemFrom(() => end("2026-09-17")).code).toBe("roster-impossible");
    expect(accept().assignments).toEqual([]);
    expect(() => context.db.prepare("DELETE FROM authorities").run()).toThrow("never removed");
    expect(() => context.db.prepare("UPDATE authorities SET operator_id = 'clerk-2'").run()).toThrow("ended once");
    expect(listAudit(context.db, "yunhai/water").map(({ verb }) => verb)).toEqual(["authority.granted"]);
    expect(findBrokenLink(context.db)).toBeNull();
  });
});

describe("service specialists", () => {
  it("row 18: each ticked utility goes to its specialist on duty, with name and phone on the case and the papers", async ({
    openTestStation,
  }) => {
    const { context, accept, appoint } = await openRosterStation(openTestStation);
    appoint("示例专员", "specialist");
    const { id, assignments: dispatches } = accept({ utilities: ["water", "power"] });
    expect(dispatches).toMatchObject([
      {
        utility: "water",
        referral: false,
        at: MORNING,
        specialist: { name: "示例专员", phone: "0000-2000001", organisation: "示例水务公司", standIn: false },
        dueAt: null,
        isLate: false,
      },
    ]);
    expect(assignmentTexts(dataOfApplication(context, getApplicationRow(context, id), "original"))).toEqual([
      { label: "服务专员", text: "用水报装：示例专员　0000-2000001　示例水务公司" },
    ]);
  });

  it("row 18: a phone that nobody gave is not invented", async ({ openTestStation }) => {
    const { context, accept, appoint } = await openRosterStation(openTestStation);
    appoint("示例专员", "specialist", { phone: null });
    const data = dataOfApplication(context, getApplicationRow(context, accept().id), "original");
    expect(assignmentTexts(data).map(({ text }) => text)).toEqual(["用水报装：示例专员　示例水务公司"]);
  });

  it("row 18: a specialist who is away or has left is replaced by the stand-in; what was sent before stays as it was", async ({
    openTestStation,
  }) => {
    const { context, clock, supervisor, accept, appoint, view } = await openRosterStation(openTestStation);
    const specialist = appoint("示例专员", "specialist").specialists[0]?.id ?? "";
    appoint("示例替班", "stand-in");
    const first = accept();
    setAway(context, supervisor, {
      profileId: "yunhai",
      specialistId: specialist,
      startsOn: "2026-09-20",
      endsOn: "2026-09-21",
    });
    const sentOn = (day: string, site: string): string => {
      clock.set(`${day}T02:00:00.000Z`);
      const { specialist: to } =
        accept({ form: { header: { applicant: "示例公司", site, contact: "示例人", phone: "13800000000" } } })
          .assignments[0] ?? {};
      return `${to?.name} ${to?.standIn}`;
    };
    expect([sentOn("2026-09-20", "甲路"), sentOn("2026-09-21", "乙路"), sentOn("2026-09-22", "丙路")]).toEqual([
      "示例替班 true",
      "示例替班 true",
      "示例专员 false",
    ]);
    endEntry(context, supervisor, { profileId: "yunhai", what: "specialist", id: specialist, endsOn: "2026-09-22" });
    expect(sentOn("2026-09-23", "丁路")).toBe("示例替班 true");
    expect(viewRoster(context, "yunhai").specialists).toMatchObject([
      { onDuty: false, endsOn: "2026-09-22" },
      { onDuty: true },
    ]);
    expect(view(first.id).assignments[0]?.specialist?.name).toBe("示例专员");
  });

  it("row 18: with nobody on duty the part is sent to the unit, and names nobody", async ({ openTestStation }) => {
    const { context, supervisor, accept, appoint } = await openRosterStation(openTestStation);
    const id = appoint("示例专员", "specialist").specialists[0]?.id ?? "";
    setAway(context, supervisor, { profileId: "yunhai", specialistId: id, startsOn: TODAY, endsOn: null });
    expect(accept().assignments).toMatchObject([{ specialist: null, unit: { zh: "用水报装单位" }, referral: false }]);
  });

  it("row 18: the response is an act; the waiting time is worked time, and the record, audit and outbox hold it", async ({
    openTestStation,
  }) => {
    const { context, clock, accept, appoint, act, view } = await openRosterStation(openTestStation);
    appoint("示例专员", "specialist");
    const { id } = accept();
    expect(
      problemFrom(() => act(id, { kind: "specialist.responded", utility: "power", responder: "示例专员" })).what.zh,
    ).toContain("没有报装这项业务");
    // Friday 10:00 to Sunday 9:30, a working day by the year's notice: 2 h + 3.5 h + 0.5 h.
    clock.set("2026-09-20T01:30:00.000Z");
    expect(view(id).assignments[0]?.waitedMinutes).toBe(360);
    const done = act(id, { kind: "specialist.responded", utility: "water", responder: "示例专员" });
    clock.set("2026-09-22T02:00:00.000Z");
    expect(view(id).assignments).toMatchObject([
      { waitedMinutes: 360, response: { at: "2026-09-20T01:30:00.000Z", by: "示例专员" } },
    ]);
    expect(done.next.map(({ kind }) => kind)).not.toContain("specialist.responded");
    expect(
      problemFrom(() => act(id, { kind: "specialist.responded", utility: "water", responder: "示例专员" })).code,
    ).toBe("act-impossible");
    expect(listAudit(context.db, id).map(({ verb }) => verb)).toEqual(["application.accepted", "specialist.responded"]);
    expect(JSON.stringify(listAudit(context.db, id))).not.toContain("示例专员");
    expect(
      context.db.prepare("SELECT kind FROM outbox_entries WHERE application_id = ? ORDER BY sequence").pluck().all(id),
    ).toEqual(["application.accepted", "specialist.responded"]);
  });

  it("row 18: once the case has ended nobody waits any longer", async ({ openTestStation }) => {
    const { clock, accept, appoint, act, view } = await openRosterStation(openTestStation);
    appoint("示例专员", "specialist");
    const { id } = accept();
    clock.set("2026-09-18T03:00:00.000Z");
    act(id, { kind: "application.withdrawn", reason: "不办了" });
    clock.set("2026-09-22T02:00:00.000Z");
    expect(view(id).assignments).toMatchObject([{ waitedMinutes: 60, response: null }]);
  });

  it("row 18: a year without a calendar gives no waiting time rather than a wrong one", async ({ openTestStation }) => {
    const { clock, accept, appoint, view } = await openRosterStation(openTestStation);
    appoint("示例专员", "specialist");
    const { id } = accept();
    clock.set("2031-02-03T02:00:00.000Z");
    expect(view(id).assignments).toMatchObject([{ waitedMinutes: null, dueAt: null, isLate: false }]);
  });

  it("row 18: a locality whose paper names a time has its response fall due; no shipped paper does", async ({
    openTestStation,
  }) => {
    const { context, clock, accept, appoint, view } = await openRosterStation(openTestStation);
    appoint("示例专员", "specialist");
    const row = getApplicationRow(context, accept().id);
    const { profile } = context.profiles.get("yunhai");
    const half = {
      response: { unit: "working-half-days" as const, count: 1 },
      quote: "半个工作日内响应",
      clause: "九",
      basis: "text" as const,
    };
    const lines = () => assignmentLines(context, { ...profile, specialists: half }, row, stateOf(context, row));
    expect(lines()).toMatchObject([{ dueAt: "2026-09-18T06:45:00.000Z", isLate: false }]);
    clock.set("2026-09-18T06:45:00.001Z");
    expect(lines()).toMatchObject([{ isLate: true }]);
    expect(view(row.id).assignments).toMatchObject([{ dueAt: null, isLate: false }]);
    expect(context.profiles.list().every((loaded) => (loaded.profile.specialists?.response ?? null) === null)).toBe(
      true,
    );
  });

  it("row 18: a specialist who signs in here finds what was sent to them on their own worklist", async ({
    openTestStation,
  }) => {
    const { context, actor, accept, supervisor } = await openRosterStation(openTestStation);
    appointSpecialist(context, supervisor, {
      profileId: "yunhai",
      utility: "water",
      duty: "specialist",
      person: { operatorId: "clerk-2" },
      startsOn: TODAY,
      endsOn: null,
    });
    accept();
    expect(viewWorklist(context, actor("clerk-2"), true)).toMatchObject({
      assignments: [
        {
          toMe: true,
          dutyHolder: "示例经办甲",
          assignment: { specialist: { name: "示例经办乙", phone: "0000-1000002" } },
        },
      ],
    });
  });
});

describe("whose window it is", () => {
  it("row 17: is not written where the locality asked about is not there, as the refusal says", async ({
    openTestStation,
  }) => {
    const { context, supervisor } = await openRosterStation(openTestStation);
    expect(
      problemFrom(() => setWindow(context, supervisor, { profileId: "nowhere", organisation: "示例单位" })).code,
    ).toBe("bad-input");
    expect(context.station().organisation).toBeNull();
    expect(setWindow(context, supervisor, { profileId: "yunhai", organisation: "示例单位" }).windowOrganisation).toBe(
      "示例单位",
    );
  });
});
