import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { findOperator } from "#station/db/operators.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { decideRoutes } from "#station/rules/routing.ts";
import { recordSuspension, rectifySuspension, viewSuspensions } from "#station/rules/suspension.ts";
import type { SuspensionStep } from "#shared/profile/suspension.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { codeOf } from "#test/helpers/problem-of.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const MARCH = "2026-03-31T01:00:00.000Z";
const NOTHING_TOUCHED = { crossings: [], lineLengthMm: 150_000, green: null };

async function register(openTestStation: OpenTestStation, profileId: string) {
  const clock = new HandClock(MARCH);
  const { context } = await openTestStation({ now: clock.now });
  const actor = supervisorOf(context);
  const step = (one: SuspensionStep, orderNumber: string, from = "2026-03-31") =>
    recordSuspension(context, actor, { profileId, utility: "water", step: one, orderNumber, from, note: "" });
  const { profile } = context.profiles.get(profileId);
  const routeOn = (on: string, utility = "water") =>
    decideRoutes(context, profile, [{ utility, on, ...NOTHING_TOUCHED }])[0];
  const ladder = () => {
    step("rectification-order", "责改〔2026〕1号");
    step("talk", "约谈〔2026〕1号");
    return step("suspension", "暂停〔2026〕1号");
  };
  const rectify = (rectifiedOn: string) =>
    rectifySuspension(context, actor, { profileId, utility: "water", rectifiedOn, document: "验收〔2026〕9号" });
  return { clock, context, step, ladder, rectify, routeOn };
}

function supervisorOf(context: StationContext): Actor {
  const operator = findOperator(context.db, "supervisor-1");
  if (operator === null) throw new Error("the demo hall has no supervisor");
  return { operator, station: context.station() };
}

describe("the suspension register", () => {
  it("row 26: goes from the order over the talk to the suspension, and skips no step", async ({ openTestStation }) => {
    const { step, ladder } = await register(openTestStation, "neixiang");
    expect(codeOf(() => step("suspension", "暂停〔2026〕0号"))).toBe("suspension-impossible");
    expect(codeOf(() => step("talk", "约谈〔2026〕0号"))).toBe("suspension-impossible");
    expect(ladder().lines.map((line) => [line.step, line.months, line.isInForce])).toEqual([
      ["rectification-order", null, false],
      ["talk", null, false],
      ["suspension", 3, true],
    ]);
    expect(codeOf(() => step("suspension", "暂停〔2026〕2号"))).toBe("suspension-impossible");
  });

  it("row 26: blocks the commitment of that utility alone, and the route names the order", async ({
    openTestStation,
  }) => {
    const { routeOn, ladder } = await register(openTestStation, "neixiang");
    expect(routeOn("2026-04-10")?.route).toBe("commitment");
    ladder();
    const blocked = routeOn("2026-04-10");
    expect(blocked).toMatchObject({ route: "blocked", letter: false });
    expect(blocked?.reasons.find((reason) => reason.id === "suspension")?.text.zh).toContain(
      "文号 暂停〔2026〕1号，自 2026-03-31 起 3 个月并直到整改完成，整改完成尚未确认",
    );
    expect(routeOn("2026-04-10", "power")?.route).toBe("commitment");
  });

  it("row 26: ends on the later of the months and the mending: early mending does not shorten it, late mending prolongs it", async ({
    openTestStation,
  }) => {
    const early = await register(openTestStation, "neixiang");
    early.ladder();
    early.clock.set("2026-04-20T01:00:00.000Z");
    expect(early.rectify("2026-04-15").lines.at(-1)).toMatchObject({
      endsOn: "2026-06-30",
      isInForce: true,
      liftedDocument: "验收〔2026〕9号",
      liftedBy: "示例主管",
    });
    expect([early.routeOn("2026-06-30")?.route, early.routeOn("2026-07-01")?.route]).toEqual(["blocked", "commitment"]);

    const late = await register(openTestStation, "neixiang");
    late.ladder();
    expect(late.routeOn("2026-09-01")?.route).toBe("blocked");
    late.clock.set("2026-08-20T01:00:00.000Z");
    expect(late.rectify("2026-08-10").lines.at(-1)?.endsOn).toBe("2026-08-10");
    expect([late.routeOn("2026-08-10")?.route, late.routeOn("2026-08-11")?.route]).toEqual(["blocked", "commitment"]);
  });

  it("row 26: waits for no mending where the paper does not, and says so in the reason", async ({
    openTestStation,
  }) => {
    const { ladder, routeOn } = await register(openTestStation, "yunhai");
    expect(ladder().lines.at(-1)).toMatchObject({ months: 2, endsOn: "2026-05-31" });
    expect(routeOn("2026-05-31")?.reasons.find((reason) => reason.id === "suspension")?.text.zh).toContain(
      "起 2 个月，至 2026-05-31 止",
    );
    expect([routeOn("2026-05-31")?.route, routeOn("2026-06-01")?.route]).toEqual(["blocked", "commitment"]);
  });

  it("row 26: takes in an application of a suspended utility by joint approval, with the approval sheet and no letter", async ({
    openTestStation,
  }) => {
    const { context, ladder } = await register(openTestStation, "yunhai");
    ladder();
    const operator = findOperator(context.db, "clerk-1");
    if (operator === null) throw new Error("the demo hall has no clerk");
    const { id, routes } = submitApplication(
      context,
      { operator, station: context.station() },
      {
        key: randomUUID(),
        body: yunhaiDraft({ outsideLines: [{ utility: "water", on: "2026-04-10", ...NOTHING_TOUCHED }] }),
      },
    );
    expect(routes).toMatchObject([{ route: "blocked", letter: false }]);
    const kinds = context.db
      .prepare<[string], { kind: string }>("SELECT kind FROM print_jobs WHERE application_id = ?")
      .all(id)
      .map((job) => job.kind);
    expect(kinds).toContain("approval-sheet");
    expect(kinds).not.toContain("commitment-letter");
  });

  it("refuses bad input and a locality without the rule, and writes nothing", async ({ openTestStation }) => {
    const { context, step, rectify, ladder, clock } = await register(openTestStation, "neixiang");
    const actor = supervisorOf(context);
    expect(
      codeOf(() =>
        recordSuspension(context, actor, {
          profileId: "suizhou",
          utility: "water",
          step: "rectification-order",
          orderNumber: "1",
          from: "2026-03-31",
          note: "",
        }),
      ),
    ).toBe("suspension-impossible");
    expect(
      codeOf(() =>
        recordSuspension(context, actor, {
          profileId: "neixiang",
          utility: "sewage",
          step: "rectification-order",
          orderNumber: "1",
          from: "2026-03-31",
          note: "",
        }),
      ),
    ).toBe("bad-input");
    expect(codeOf(() => rectify("2026-03-31"))).toBe("suspension-impossible");
    expect(viewSuspensions(context, "neixiang").lines).toEqual([]);
    ladder();
    expect(codeOf(() => rectify("2026-04-30"))).toBe("bad-input");
    expect(codeOf(() => rectify("2026-03-30"))).toBe("bad-input");
    clock.set("2026-04-02T01:00:00.000Z");
    rectify("2026-04-01");
    expect(codeOf(() => step("talk", "约谈〔2026〕2号"))).toBe("suspension-impossible");
    expect(listAudit(context.db, "neixiang/water").map(({ verb }) => verb)).toEqual([
      "suspension.recorded",
      "suspension.recorded",
      "suspension.recorded",
      "suspension.rectified",
    ]);
    expect(findBrokenLink(context.db)).toBeNull();
  });

  it("keeps every step: none is removed, and a closed one is never changed", async ({ openTestStation }) => {
    const { context, ladder, rectify } = await register(openTestStation, "neixiang");
    ladder();
    expect(() => context.db.exec("DELETE FROM suspensions")).toThrow("never removed");
    expect(() => context.db.exec("UPDATE suspensions SET from_on = '2020-01-01'")).toThrow("kept as it is");
    rectify("2026-03-31");
    expect(() => context.db.exec("UPDATE suspensions SET rectified_on = '2020-01-01'")).toThrow("kept as it is");
  });
});
