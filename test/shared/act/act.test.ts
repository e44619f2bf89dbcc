import { describe, expect, it } from "vitest";
import type { Act } from "#shared/case/act.ts";
import { acceptedState, applyAct } from "#shared/case/apply-act.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import { nextActs, refusalOf } from "#shared/case/act-refusal.ts";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import type { OutsideLine } from "#shared/profile/outside-line.ts";

const AT = "2026-09-18T08:50:00.000Z";
const line = (utility: string, lineLengthMm: number | "unknown"): OutsideLine => ({
  utility,
  on: "2026-09-20",
  crossings: [],
  lineLengthMm,
  green: null,
});
const decision = (utility: string, route: RouteDecision["route"]): RouteDecision => ({
  utility,
  route,
  lane: null,
  letter: route === "commitment",
  reasons: [],
  missing: [],
  assumptions: [],
  barredBy: [],
});
/** Up to 200 m by commitment, all else by approval: enough of a rule to turn a route. */
const decide = (facts: OutsideLine[]): RouteDecision[] =>
  facts.map((fact) =>
    decision(
      fact.utility,
      typeof fact.lineLengthMm === "number" && fact.lineLengthMm <= 200_000 ? "commitment" : "joint-approval",
    ),
  );

const start = (...lines: OutsideLine[]): CaseState =>
  acceptedState(
    lines.map(({ utility }) => utility),
    decide(lines),
    lines,
  );
const play = (state: CaseState, ...acts: Act[]): CaseState =>
  acts.reduce((before, act) => {
    expect(refusalOf(before, act, "supervisor"), act.kind).toBeNull();
    return applyAct(before, act, AT, decide);
  }, state);

const sign: Act = { kind: "letter.signed", utility: "water", promisor: "示例供水公司", signedOn: "2026-09-18" };
const apply: Act = { kind: "approval.applied", utility: "water" };

describe("acts after intake", () => {
  it("go from a signed letter to work, connection and close", () => {
    const cleared = play(start(line("water", 100_000)), sign);
    expect(cleared.status).toBe("cleared");
    const closed = play(
      cleared,
      { kind: "construction.started", on: "2026-09-20" },
      { kind: "connection.made", utility: "water", on: "2026-09-21" },
      { kind: "case.closed", on: "2026-09-21" },
    );
    expect(closed.status).toBe("closed");
    expect(nextActs(closed, "supervisor")).toEqual([]);
  });

  it("go from the utility's application through opinions to clearance, and back when it is not granted", () => {
    const approving = play(start(line("water", 300_000)), apply, {
      kind: "opinion.recorded",
      signer: "示例部门",
      agrees: true,
      text: "同意",
      signedOn: "2026-09-19",
    });
    expect(approving.status).toBe("approving");
    expect(play(approving, { kind: "approval.concluded", granted: true, on: "2026-09-20" }).status).toBe("cleared");
    const refused = play(approving, { kind: "approval.concluded", granted: false, on: "2026-09-20" });
    expect(refused.status).toBe("accepted");
    expect(nextActs(refused, "clerk")).toContain("approval.applied");
  });

  it("need every letter and every application before work may start", () => {
    const both = start(line("water", 100_000), line("power", 300_000));
    const signed = play(both, sign);
    expect(signed.status).toBe("accepted");
    expect(play(signed, { kind: "approval.applied", utility: "power" }).status).toBe("approving");
  });

  it("void a signed letter by a dated note when the measured facts no longer allow it, and never delete it", () => {
    const signed = play(start(line("water", 100_000)), sign);
    const measured = play(signed, {
      kind: "survey.recorded",
      on: "2026-09-20",
      facts: [line("water", 250_000)],
      findings: "",
    });
    expect(measured.letters).toMatchObject([{ utility: "water", voided: { at: AT } }]);
    expect(measured).toMatchObject({ status: "accepted", routes: [{ route: "joint-approval" }] });
    expect(refusalOf(measured, sign, "clerk")?.why.zh).toContain("不适用告知承诺书");
  });

  it("ask for a supplement once; another needs a reason, and the deadlines pause in between", () => {
    const ask: Act = { kind: "supplement.requested", items: ["授权书"], reasonForAnother: null };
    const again = play(start(line("water", 100_000)), ask, { kind: "supplement.received" });
    expect(again.pauses).toEqual([{ from: AT, to: AT, reason: "supplement" }]);
    expect(refusalOf(again, ask, "clerk")?.next.zh).toContain("理由");
    expect(play(again, { ...ask, reasonForAnother: "政策变化" }).notices).toHaveLength(2);
  });

  it("let tolerance lapse only by a supervisor", () => {
    const tolerated = play(start(line("water", 100_000)), {
      kind: "tolerance.granted",
      items: ["房产证明"],
      dueOn: "2026-09-30",
    });
    const lapse: Act = { kind: "tolerance.lapsed", reason: "逾期未补" };
    expect(refusalOf(tolerated, lapse, "clerk")?.next.zh).toContain("主管");
    expect(play(tolerated, lapse).tolerance?.ended).toBe("lapsed");
  });

  it("say of every act that is impossible why, and what can be done", () => {
    const closed: CaseState = { ...start(line("water", 100_000)), status: "closed" };
    for (const act of [
      sign,
      apply,
      { kind: "supplement.received" } as const,
      { kind: "case.closed", on: "2026-09-20" } as const,
    ]) {
      const refusal = refusalOf(closed, act, "supervisor");
      expect(refusal?.why.zh).toContain("已办结");
      expect(refusal?.next.zh).not.toBe("");
    }
  });

  it("offer exactly what would not be refused", () => {
    const states = [
      start(line("water", 100_000)),
      start(line("water", 300_000)),
      play(start(line("water", 100_000)), sign),
      { ...start(line("water", 1)), status: "withdrawn" as const },
    ];
    for (const state of states) {
      const offered = nextActs(state, "clerk");
      expect(offered.includes("letter.signed"), state.status).toBe(refusalOf(state, sign, "clerk") === null);
      expect(offered.includes("approval.applied"), state.status).toBe(refusalOf(state, apply, "clerk") === null);
    }
  });
});
