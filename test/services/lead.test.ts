import { describe, expect } from "vitest";
import { listAudit } from "#station/db/audit.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { dataOfApplication } from "#station/documents/document-data.ts";
import { setWindow } from "#station/roster/roster-entries.ts";
import { viewAtWindow } from "#station/roster/roster.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { leadUnits } from "#shared/case/assignment.ts";
import { openRosterStation, problemFrom } from "#test/helpers/roster-hall.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";

/** Nothing measured: every outside line goes by joint approval, which needs a lead. */
const BOTH = { utilities: ["water", "power"] };
const neixiang = (openTestStation: OpenTestStation) => openRosterStation(openTestStation, "neixiang");

describe("the unit that leads the joint approval", () => {
  it("row 17: where the first receiver leads, a shared window's clerk leads with their own employer, and the clause is shown", async ({
    openTestStation,
  }) => {
    const { context, actor, accept } = await neixiang(openTestStation);
    expect(viewAtWindow(context, actor("clerk-1"), "neixiang").leadPick).toMatchObject({
      own: "示例供水公司",
      clause: "四(二)",
    });
    expect(accept(BOTH)).toMatchObject({
      lead: { zh: "由首次接待受理的示例供水公司牵头（四(二)）" },
      leadPick: { utility: null, by: "default" },
    });
    expect(viewAtWindow(context, actor("clerk-1"), "yunhai").leadPick).toBeNull();
  });

  it("row 17: the clerk's choice is in the content, the audit log and on the approval sheet", async ({
    openTestStation,
  }) => {
    const { context, accept, appoint } = await neixiang(openTestStation);
    appoint("示例专员", "specialist");
    const { id, content, lead } = accept({ ...BOTH, lead: { utility: "water" } });
    expect(content.lead).toEqual({ utility: "water" });
    expect(lead?.zh).toBe("首次接待受理的是共用窗口，经办人选定由示例水务公司牵头（四(二)）");
    expect(listAudit(context.db, id)[0]?.detail).toMatchObject({ lead: { utility: "water" } });
    expect(dataOfApplication(context, getApplicationRow(context, id), "original").lead).toEqual(lead);
  });

  it("row 17: a pick must be a ticked utility's unit, and is not asked for where the paper decides", async ({
    openTestStation,
  }) => {
    const { accept } = await neixiang(openTestStation);
    expect(problemFrom(() => accept({ ...BOTH, lead: { utility: "gas" } })).fields).toMatchObject([{ path: "lead" }]);
    const { accept: acceptYunhai } = await openRosterStation(openTestStation, "yunhai");
    expect(problemFrom(() => acceptYunhai({ lead: { utility: "water" } })).fields?.[0]?.message.zh).toContain(
      "不由首次接待受理的单位牵头",
    );
  });

  it("row 17: the clerk chooses among their own employer and the ticked utilities' units, each named once", () => {
    const units = ["示例供水公司", "用电报装单位", "示例燃气热力公司", "示例燃气热力公司"].map((name, i) => ({
      utility: `u${i}`,
      name: bilingual(name, name),
    }));
    expect(
      leadUnits(bilingual("示例供水公司", "示例供水公司"), units).map(({ utility, name }) => [utility, name.zh]),
    ).toEqual([
      [null, "示例供水公司"],
      ["u1", "用电报装单位"],
      ["u2", "示例燃气热力公司"],
    ]);
  });

  it("row 17: a window of one unit leads with that unit, and nobody picks", async ({ openTestStation }) => {
    const { context, supervisor, actor, accept, act } = await neixiang(openTestStation);
    setWindow(context, supervisor, { profileId: "neixiang", organisation: "示例燃气公司" });
    expect(viewAtWindow(context, actor("clerk-1"), "neixiang").leadPick).toBeNull();
    const { id, lead } = accept(BOTH, actor("clerk-1"));
    expect(lead?.zh).toBe("由首次接待受理的示例燃气公司牵头（四(二)）");
    expect(problemFrom(() => act(id, { kind: "lead.changed", utility: "power", reason: "更合适" })).what.zh).toContain(
      "不由经办人选定",
    );
  });

  it("row 17: the lead may be changed with a reason until the first dispatch, and back", async ({
    openTestStation,
  }) => {
    const { context, accept, act, view } = await neixiang(openTestStation);
    const { id } = accept(BOTH);
    const changed = act(id, { kind: "lead.changed", utility: "power", reason: "外线以电力为主" });
    expect(view(id)).toMatchObject({
      version: 2,
      lead: { zh: "首次接待受理的是共用窗口，经办人选定由用电报装单位牵头（四(二)）" },
    });
    expect(changed.next.map(({ kind }) => kind)).toContain("lead.changed");
    expect(dataOfApplication(context, getApplicationRow(context, id), "original").lead?.zh).toContain("用电报装单位");
    expect(problemFrom(() => act(id, { kind: "lead.changed", utility: "power", reason: "再来" })).what.zh).toContain(
      "现在的牵头单位就是它",
    );
    act(id, { kind: "lead.changed", utility: null, reason: "改回" });
    expect(view(id).lead?.zh).toBe("由首次接待受理的示例供水公司牵头（四(二)）");
    expect(
      listAudit(context.db, id)
        .slice(1)
        .map(({ verb, detail }) => [verb, detail["utility"]]),
    ).toEqual([
      ["lead.changed", "power"],
      ["lead.changed", null],
    ]);
  });

  it.for([
    ["a survey is called", { kind: "survey.scheduled", on: "2026-09-20" }],
    ["a utility applied for approval", { kind: "approval.applied", utility: "water" }],
  ] as const)(
    "row 17: once %s the lead is locked, and the refusal says why and what now",
    async ([_what, first], { openTestStation }) => {
      const { accept, act, view } = await neixiang(openTestStation);
      const { id, lead } = accept(BOTH);
      expect(act(id, first).next.map(({ kind }) => kind)).not.toContain("lead.changed");
      const refused = problemFrom(() => act(id, { kind: "lead.changed", utility: "power", reason: "更合适" }));
      expect(refused).toMatchObject({
        code: "act-impossible",
        next: { zh: "请由现牵头单位继续办理；责任人需要变动时请办理移交。" },
      });
      expect(refused.what.zh).toContain("首发派出后牵头单位锁定");
      expect(view(id).lead).toEqual(lead);
    },
  );

  it("row 17: without an outside line there is nothing to lead, and no change of lead is offered", async ({
    openTestStation,
  }) => {
    const { accept, act } = await neixiang(openTestStation);
    const { id, lead } = accept({ ...BOTH, noOutsideLine: ["water", "power"] });
    expect(lead).toBeNull();
    expect(problemFrom(() => act(id, { kind: "lead.changed", utility: "power", reason: "更合适" })).code).toBe(
      "act-impossible",
    );
  });

  it("row 17: a refused approval does not unlock the lead", async ({ openTestStation }) => {
    const { accept, act } = await neixiang(openTestStation);
    const { id } = accept(BOTH);
    act(id, { kind: "approval.applied", utility: "water" });
    act(id, { kind: "approval.applied", utility: "power" });
    act(id, { kind: "approval.concluded", granted: false, on: "2026-09-18", reason: "资料不符" });
    expect(problemFrom(() => act(id, { kind: "lead.changed", utility: "power", reason: "更合适" })).what.zh).toContain(
      "锁定",
    );
  });
});
