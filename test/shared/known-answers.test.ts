import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runDeadline, runDeadlines } from "#shared/profile/deadline.ts";
import { OutsideLine, type OutsideLineInput } from "#shared/profile/outside-line.ts";
import { Profile } from "#shared/profile/profile.ts";
import { decideRoute } from "#shared/profile/route.ts";
import type { Interpretations, RouteDecision, Suspension } from "#shared/profile/routing-rules.ts";
import { CALENDARS, china, HOURS } from "./calendar-2026.ts";

const shipped = (id: string): Profile =>
  Profile.parse(JSON.parse(readFileSync(new URL(`../../resources/profiles/${id}.json`, import.meta.url), "utf8")));
const PROFILES = {
  xianning: shipped("xianning"),
  suizhou: shipped("suizhou"),
  neixiang: shipped("neixiang"),
  hunan: shipped("hunan"),
  huoqiu: shipped("huoqiu"),
};
type Locality = keyof typeof PROFILES;

const EMPTY: OutsideLineInput = { utility: "water", on: "2026-11-20", crossings: [], lineLengthMm: 0, green: null };
const decide = (
  locality: Locality,
  facts: Partial<OutsideLineInput>,
  interpretations: Interpretations = {},
  suspensions: Suspension[] = [],
): RouteDecision =>
  decideRoute(PROFILES[locality], OutsideLine.parse({ ...EMPTY, ...facts }), { interpretations, suspensions });
const crossing = (facts: object) => ({
  crossings: [{ lengthMm: 5_000, roadClass: "branch" as const, openedOn: null, overhauledOn: null, ...facts }],
});
const green = (facts: object) => ({ green: { lengthMm: 0, areaCm2: 0, trees: 0, ...facts } });

describe("row 20: the boundaries of Xianning (咸宁)", () => {
  it.each([
    ["15.000 m of road", crossing({ lengthMm: 15_000 }), "commitment"],
    ["15.001 m of road", crossing({ lengthMm: 15_001 }), "joint-approval"],
    [
      "two crossings of 8 m",
      { crossings: [...crossing({ lengthMm: 8_000 }).crossings, ...crossing({ lengthMm: 8_000 }).crossings] },
      "joint-approval",
    ],
    ["200.000 m of line", { lineLengthMm: 200_000 }, "commitment"],
    ["200.001 m of line", { lineLengthMm: 200_001 }, "joint-approval"],
    ["50 m² of green", green({ areaCm2: 500_000 }), "commitment"],
    ["50.01 m² of green", green({ areaCm2: 500_100 }), "joint-approval"],
    ["100 m of green", green({ lengthMm: 100_000 }), "commitment"],
    ["100.001 m of green", green({ lengthMm: 100_001 }), "joint-approval"],
    ["a tree moved", green({ trees: 1 }), "joint-approval"],
    ["a tree moved, said as yes", green({ trees: true }), "joint-approval"],
    ["green not measured", { green: "unknown" as const }, "joint-approval"],
  ])("%s", (_, facts, route) => {
    expect(decide("xianning", facts).route).toBe(route);
  });

  it("never shows 15.001 m as anything less, and quotes the paper", () => {
    const [reason] = decide("xianning", crossing({ lengthMm: 15_001 })).reasons;
    expect(reason).toMatchObject({
      verdict: "not-met",
      quote: "穿越城市道路不超过15米",
      text: { zh: "穿越城市道路合计 15.001 m > 15 m，不符合" },
    });
    expect(
      decide("xianning", green({ areaCm2: 500_100 })).reasons.find(({ id }) => id === "green-area")?.text.zh,
    ).toContain("50.01 m² > 50 m²");
  });

  it("lets trees in only once that reading has been recorded", () => {
    expect(decide("xianning", green({ trees: 1 })).barredBy).toEqual(["no-trees"]);
    expect(decide("xianning", green({ trees: 1 }), { "XN-GREEN-1": "trees-included" }).route).toBe("commitment");
  });
});

describe("row 25: a limit on the length of a line, or of all lines together", () => {
  const lines = (...lengths: (number | "unknown")[]) =>
    lengths.map((lineLengthMm, i) =>
      OutsideLine.parse({ ...EMPTY, utility: ["water", "power", "gas"][i], lineLengthMm }),
    );
  const routes = (locality: Locality, all: OutsideLine[], interpretations: Interpretations = {}) =>
    all.map((line) => decideRoute(PROFILES[locality], line, { interpretations, all }));
  const TOTAL = { xianning: "XN-LINE-SUM", suizhou: "SZ-LINE-SUM", neixiang: "NX-LINE-SUM" } as const;

  it.each([
    ["xianning", 200_000, "commitment"],
    ["neixiang", 200_000, "commitment"],
    ["suizhou", 499_999, "direct"],
  ] as const)(
    "%s: each line is evaluated alone by default, and all together once a supervisor has recorded that interpretation",
    (locality, limit, easy) => {
      const over = lines(limit, 1);
      expect(routes(locality, over).map(({ route }) => route)).toEqual([easy, easy]);
      const together = routes(locality, over, { [TOTAL[locality]]: "total" });
      expect(together.map(({ route }) => route)).toEqual(["joint-approval", "joint-approval"]);
      expect(together[1]?.barredBy).toEqual(["lines-total"]);
      expect(together[1]?.reasons.find(({ id }) => id === "lines-total")?.text.zh).toContain("各项业务线路合计");
      expect(routes(locality, lines(limit - 1, 1), { [TOTAL[locality]]: "total" }).map(({ route }) => route)).toEqual([
        easy,
        easy,
      ]);
    },
  );

  it("waits for the other utilities' lengths, and says so, unless what is measured is already too long", () => {
    const [water] = routes("xianning", lines(100_000, "unknown"), { "XN-LINE-SUM": "total" });
    expect(water).toMatchObject({
      route: "joint-approval",
      missing: [
        {
          fact: "others.lineLengthMm",
          couldOpen: "commitment",
          text: { zh: "尚未测明：其他业务的线路长度。测明后可能适用“告知承诺，即时办结”" },
        },
      ],
    });
    const [long] = routes("xianning", lines(150_000, 50_001, "unknown"), { "XN-LINE-SUM": "total" });
    expect(long).toMatchObject({ barredBy: ["lines-total"], missing: [{ couldOpen: null }] });
  });

  it("takes 500 m together by the reading of 500 m that is in force", () => {
    const together = { "SZ-LINE-SUM": "total" };
    expect(routes("suizhou", lines(300_000, 200_000), together)[0]?.route).toBe("joint-approval");
    expect(routes("suizhou", lines(300_000, 200_000), { ...together, "SZ-500": "direct" })[0]?.route).toBe("direct");
  });
});

describe("row 20: the boundaries of Suizhou (随州)", () => {
  it.each([
    ["499.99 m", 499_990, "direct"],
    ["500 m", 500_000, "joint-approval"],
    ["500.01 m", 500_010, "joint-approval"],
  ])("%s of outside line", (_, lineLengthMm, route) => {
    expect(decide("suizhou", { lineLengthMm }).route).toBe(route);
  });

  it("starts the 2 working days at the utility's application, and at intake once that reading is recorded", () => {
    const clockOf = (interpretations: Interpretations) =>
      runDeadlines(
        PROFILES.suizhou,
        { intake: china("2026-11-16 10:00") },
        { hours: HOURS, calendars: CALENDARS, interpretations },
      ).find(({ deadline: clock }) => clock === "joint-approval");
    expect(clockOf({})).toMatchObject({ outcome: "waiting", startEvent: "utility-application-received" });
    expect(clockOf({ "SZ-2WD-START": "intake" })).toMatchObject({
      outcome: "due",
      startEvent: "intake",
      dueOn: "2026-11-18",
    });
    expect(decide("suizhou", { lineLengthMm: 1 }).assumptions.map(({ id }) => id)).not.toContain("SZ-2WD-START");
  });

  it("takes exactly 500 m by the recorded reading", () => {
    expect(decide("suizhou", { lineLengthMm: 500_000 }).assumptions.map(({ id }) => id)).toContain("SZ-500");
    expect(decide("suizhou", { lineLengthMm: 500_000 }, { "SZ-500": "direct" }).route).toBe("direct");
    expect(decide("suizhou", { lineLengthMm: 500_001 }, { "SZ-500": "direct" }).route).toBe("joint-approval");
  });

  it("offers the letter on the short route only where a permit is touched", () => {
    expect(decide("suizhou", { lineLengthMm: 100_000 }).letter).toBe(false);
    expect(decide("suizhou", { lineLengthMm: 100_000, ...crossing({}) }).letter).toBe(true);
  });
});

describe("row 20: the boundaries of Neixiang (内乡)", () => {
  it.each([
    ["20 m² of green", green({ areaCm2: 200_000 }), "commitment"],
    ["20.0001 m² of green", green({ areaCm2: 200_001 }), "joint-approval"],
    ["a main road", crossing({ roadClass: "arterial" }), "joint-approval"],
    ["an expressway", crossing({ roadClass: "expressway" }), "joint-approval"],
    ["a secondary road", crossing({ roadClass: "secondary" }), "commitment"],
    ["a road of unknown class", crossing({ roadClass: "unknown" }), "joint-approval"],
    ["a road opened five years ago to the day", crossing({ openedOn: "2021-11-20" }), "joint-approval"],
    ["a road opened five years and a day ago", crossing({ openedOn: "2021-11-19" }), "commitment"],
    ["a road overhauled three years ago to the day", crossing({ overhauledOn: "2023-11-20" }), "joint-approval"],
    ["a road overhauled three years and a day ago", crossing({ overhauledOn: "2023-11-19" }), "commitment"],
    ["a road of unknown age", crossing({ openedOn: "unknown" }), "joint-approval"],
    ["a tree cut", green({ trees: 1 }), "joint-approval"],
  ])("%s", (_, facts, route) => {
    expect(decide("neixiang", facts).route).toBe(route);
  });

  it("row 27: counts the road's age on the day of work, not of intake", () => {
    const opened = crossing({ openedOn: "2021-11-20" });
    expect([
      decide("neixiang", { ...opened, on: "2026-11-20" }).route,
      decide("neixiang", { ...opened, on: "2026-11-21" }).route,
    ]).toEqual(["joint-approval", "commitment"]);
  });

  it("blocks a suspended utility until three months are over and the mending is confirmed", () => {
    const order: Suspension = {
      utility: "water",
      orderNumber: "内停〔2026〕1号",
      from: "2026-08-20",
      months: 3,
      rectifiedOn: "2026-09-01",
    };
    const on = (day: string, change: Partial<Suspension> = {}) =>
      decide("neixiang", { on: day }, {}, [{ ...order, ...change }]).route;
    expect([on("2026-11-20"), on("2026-11-21"), on("2026-12-31", { rectifiedOn: null })]).toEqual([
      "blocked",
      "commitment",
      "blocked",
    ]);
  });
});

describe("papers without limits", () => {
  it.each<Locality>(["hunan", "huoqiu"])(
    "%s: every line goes to joint approval, and the reason cites where the numbers are",
    (locality) => {
      const decision = decide(locality, {});
      expect(decision).toMatchObject({ route: "joint-approval", lane: null, letter: false, missing: [] });
      expect(decision.reasons[0]).toMatchObject({
        id: "no-limits",
        clause: PROFILES[locality].routing.noLimits?.clause,
      });
    },
  );
});

describe("the known deadlines", () => {
  const due = (locality: Locality, clock: string, from: string) => {
    const rule = PROFILES[locality].clocks.find(({ id }) => id === clock);
    if (!rule) throw new Error(`${locality} has no clock ${clock}`);
    return runDeadline({
      rule,
      from: china(from),
      hours: HOURS,
      calendars: CALENDARS,
      interpretations: {},
      pauses: [],
    });
  };

  it("four working days from 2026-09-18 16:50 end on 2026-09-23, over a worked Sunday", () => {
    const state = due("xianning", "joint-approval", "2026-09-18 16:50");
    expect(state).toMatchObject({ dueOn: "2026-09-23", dueAt: china("2026-09-23 17:00"), calendar: "complete" });
    expect(state.spans.filter(({ kind }) => kind === "counted").map(({ note }) => note.zh.slice(0, 10))).toEqual([
      "2026-09-20",
      "2026-09-21",
      "2026-09-22",
      "2026-09-23",
    ]);
  });

  it("four working days from 2026-09-24 end on 2026-10-08", () => {
    const state = due("xianning", "joint-approval", "2026-09-24 10:00");
    expect(state.spans.filter(({ kind }) => kind === "counted").map(({ note }) => note.zh.slice(0, 10))).toEqual([
      "2026-09-28",
      "2026-09-29",
      "2026-09-30",
      "2026-10-08",
    ]);
    expect(state.dueOn).toBe("2026-10-08");
  });

  it("a day in 2027 is not known, so nothing is promised", () => {
    expect(due("xianning", "joint-approval", "2027-01-04 10:00")).toMatchObject({
      calendar: "missing",
      dueAt: null,
      dueOn: null,
    });
    expect(due("xianning", "joint-approval", "2026-12-30 10:00")).toMatchObject({
      calendar: "missing",
      dueAt: null,
      dueOn: null,
    });
  });

  it("row 30: half a working day in Neixiang is worked minutes, beside the limit of a whole one", () => {
    expect(due("neixiang", "connection-promise", "2026-11-20 15:00").dueAt).toBe(china("2026-11-23 10:15"));
    expect(due("neixiang", "connection", "2026-11-20 15:00").dueOn).toBe("2026-11-23");
    expect(due("neixiang", "joint-approval-promise", "2026-11-20 15:00").dueOn).toBe("2026-11-20");
  });

  it("a limit without a number in Hunan and Huoqiu says so", () => {
    expect([
      due("hunan", "joint-approval", "2026-11-20 15:00").outcome,
      due("huoqiu", "joint-approval", "2026-11-20 15:00").outcome,
    ]).toEqual(["no-number", "no-number"]);
  });
});
