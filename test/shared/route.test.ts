import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OutsideLine, type OutsideLineInput } from "#shared/profile/outside-line.ts";
import { decideRoute } from "#shared/profile/route.ts";
import type { Interpretations, Suspension } from "#shared/profile/routing-rules.ts";
import { MADE_UP, madeUpProfile } from "./made-up-profile.ts";

const profile = madeUpProfile();
const SAFE: OutsideLineInput = {
  utility: "water",
  on: "2026-11-20",
  crossings: [{ lengthMm: 12_000, roadClass: "branch", openedOn: "2010-05-01", overhauledOn: null }],
  lineLengthMm: 150_000,
  green: { lengthMm: 20_000, areaCm2: 300_000, trees: 0 },
};
const route = (
  changes: Partial<OutsideLineInput> = {},
  interpretations: Interpretations = {},
  suspensions: Suspension[] = [],
) => decideRoute(profile, OutsideLine.parse({ ...SAFE, ...changes }), { interpretations, suspensions });
const crossing = (changes: object) => ({
  crossings: [{ lengthMm: 12_000, roadClass: "branch" as const, openedOn: null, overhauledOn: null, ...changes }],
});
const ORDER: Suspension = {
  utility: "water",
  orderNumber: "云停〔2026〕2号",
  from: "2026-08-31",
  months: 3,
  rectifiedOn: "2026-09-10",
};

describe("the route of an outside line", () => {
  it("row 20: opens the commitment route when every condition is met, with a trace that quotes the document", () => {
    const decision = route();
    expect(decision).toMatchObject({
      route: "commitment",
      lane: "commitment",
      letter: true,
      missing: [],
      barredBy: [],
    });
    expect(decision.reasons[0]).toEqual({
      id: "crossing-total",
      verdict: "met",
      text: { zh: "穿越城市道路合计 12.000 m ≤ 15 m，符合", en: "Road crossings in total 12.000 m ≤ 15 m: met" },
      quote: "穿越不超过15米",
      clause: "二",
    });
  });

  it("row 20: shows a millimetre too much as it is, and goes to joint approval", () => {
    const decision = route(crossing({ lengthMm: 15_001 }));
    expect(decision).toMatchObject({
      route: "joint-approval",
      lane: null,
      letter: false,
      barredBy: ["crossing-total", "short-line"],
    });
    expect(decision.reasons[0]?.text.zh).toBe("穿越城市道路合计 15.001 m > 15 m，不符合");
    expect(decision.reasons.at(-1)).toMatchObject({ id: "joint-approval", quote: "其余实行并联审批", clause: "四" });
  });

  it("adds up the crossings by default, and takes each alone once that reading is recorded", () => {
    const two = { crossings: [...crossing({}).crossings, ...crossing({}).crossings] };
    expect(route(two).route).toBe("joint-approval");
    expect(route(two, { "YX-SUM": "each" }).route).toBe("commitment");
    expect(route(two, { "YX-SUM": "no-such-reading" }).route).toBe("joint-approval");
  });

  it("says which readings it leans on, and whether somebody recorded them", () => {
    const byDefault = route().assumptions;
    expect(byDefault.map(({ id }) => id)).toEqual(["YX-SUM", "YX-ALL"]);
    expect(byDefault[0]?.text.zh).toContain("按默认解释");
    expect(route({}, { "YX-SUM": "sum" }).assumptions[0]?.text.zh).toContain("按已登记的解释");
  });

  it("row 21: names a missing fact by its path and says which route it might open", () => {
    const decision = route({ lineLengthMm: "unknown", ...crossing({ roadClass: "unknown" }) });
    expect(decision.route).toBe("joint-approval");
    expect(decision.missing.map(({ fact, couldOpen }) => [fact, couldOpen])).toEqual([
      ["lineLengthMm", "commitment"],
      ["crossings[0].roadClass", "commitment"],
    ]);
    expect(decision.missing[1]?.text.zh).toContain("第 1 处穿越的道路等级");
  });

  it("row 21: says of a missing fact that it changes nothing when a known fact already bars the route", () => {
    const decision = route({ green: { lengthMm: 0, areaCm2: "unknown", trees: 2 } });
    expect(decision.missing).toMatchObject([{ fact: "green.areaCm2", couldOpen: null }]);
    expect(decision.barredBy).toContain("no-trees");
  });

  it("row 21: lists every fact by its path when nothing has been measured", () => {
    const decision = decideRoute(profile, OutsideLine.parse({ utility: "water" }));
    expect(decision.route).toBe("joint-approval");
    expect(decision.missing.map(({ fact }) => fact)).toEqual(["crossings", "lineLengthMm", "green"]);
  });

  it("takes the known part of a sum as enough to bar the route, not to open it", () => {
    const part = (known: number) =>
      route({
        crossings: [...crossing({ lengthMm: known }).crossings, ...crossing({ lengthMm: "unknown" }).crossings],
      });
    expect(part(15_001).reasons[0]).toMatchObject({ verdict: "not-met" });
    expect(part(15_000).reasons[0]).toMatchObject({ verdict: "unknown" });
    expect(part(15_000).reasons[0]?.text.zh).toBe("穿越城市道路合计未测全（已测 15.000 m，应 ≤ 15 m），不按符合处理");
    expect(part(15_001).missing).toMatchObject([{ fact: "crossings[1].lengthMm", couldOpen: null }]);
  });

  it("takes an empty list of crossings and no green land as said, not as unknown", () => {
    expect(route({ crossings: [], green: null, on: "unknown" })).toMatchObject({ route: "commitment", missing: [] });
  });

  it("row 27: counts the anniversary of a road as still within, and the day after as past", () => {
    expect(route(crossing({ openedOn: "2021-11-20" })).barredBy).toContain("opened");
    expect(route(crossing({ openedOn: "2021-11-19" })).route).toBe("commitment");
    expect(route({ ...crossing({ overhauledOn: "2023-11-20" }), on: "2026-11-20" }).route).toBe("joint-approval");
    expect(route({ ...crossing({ overhauledOn: "2023-11-20" }), on: "2026-11-21" }).route).toBe("commitment");
    expect(route({ ...crossing({ openedOn: "2020-02-29" }), on: "2025-02-28" }).route).toBe("joint-approval");
    expect(route({ ...crossing({ openedOn: "2020-02-29" }), on: "2025-03-01" }).route).toBe("commitment");
  });

  it("row 27: needs the day of work for a road's age, and not for a road that was never rebuilt", () => {
    expect(route({ ...crossing({ openedOn: "2010-01-01" }), on: "unknown" }).missing).toMatchObject([
      { fact: "on", couldOpen: "commitment" },
    ]);
    expect(route({ ...crossing({}), on: "unknown" }).route).toBe("commitment");
  });

  it("bars an arterial road by its name", () => {
    const decision = route(crossing({ roadClass: "arterial" }));
    expect(decision.barredBy).toContain("no-arterial");
    expect(decision.reasons.find(({ id }) => id === "no-arterial")?.text.en).toContain(
      "crossing 1 is an arterial road",
    );
  });

  it("takes the next route when the first is barred, with the letter only where a permit is touched", () => {
    const short = { lineLengthMm: 49_999, crossings: [], green: null };
    const trees = { lengthMm: 0, areaCm2: 0, trees: 1 };
    expect(route({ ...short, green: trees })).toMatchObject({ route: "direct", lane: "direct", letter: true });
    expect(route(short, {}, [{ ...ORDER, rectifiedOn: null }])).toMatchObject({ route: "direct", letter: false });
    expect(
      route({ ...short, green: { lengthMm: 0, areaCm2: 0, trees: 0 } }, {}, [{ ...ORDER, rectifiedOn: null }]).letter,
    ).toBe(false);
    expect(route({ ...short, green: "unknown" }).letter).toBe(true);
    expect(route({ ...short, green: trees, lineLengthMm: 50_000 }).route).toBe("joint-approval");
  });

  it("blocks a suspended utility by the order's number until the later of the months and the mending", () => {
    const decision = route({}, {}, [ORDER]);
    expect(decision).toMatchObject({ route: "blocked", lane: "commitment", letter: false });
    expect(decision.reasons.find(({ id }) => id === "suspension")?.text.zh).toContain("云停〔2026〕2号");
    expect(route({ on: "2026-11-30" }, {}, [ORDER]).route).toBe("blocked");
    expect(route({ on: "2026-12-01" }, {}, [ORDER]).route).toBe("commitment");
    expect(route({ on: "2026-12-01" }, {}, [{ ...ORDER, rectifiedOn: "2026-12-20" }]).route).toBe("blocked");
    expect(route({ on: "2030-01-01" }, {}, [{ ...ORDER, rectifiedOn: null }]).route).toBe("blocked");
    expect(route({ utility: "gas" }, {}, [ORDER]).route).toBe("commitment");
  });

  it("counts a suspension as running when the day of work is unknown, and says that the day could change it", () => {
    const decision = route({ crossings: [], on: "unknown" }, {}, [ORDER]);
    expect(decision).toMatchObject({ route: "blocked", missing: [{ fact: "on", couldOpen: "commitment" }] });
    expect(route({ crossings: [], on: "unknown" }, {}, [{ ...ORDER, rectifiedOn: null }]).missing).toEqual([]);
  });

  it("goes to joint approval where the paper gives no limits, and cites why", () => {
    const noLimits = { text: { zh: "本地未定数值", en: "No local numbers" }, quote: "按办事指南", clause: "九" };
    const bare = madeUpProfile({
      routing: { ...MADE_UP.routing, lanes: null, noLimits },
      ambiguities: MADE_UP.ambiguities,
    });
    const decision = decideRoute(bare, OutsideLine.parse(SAFE));
    expect(decision).toMatchObject({ route: "joint-approval", missing: [], letter: false });
    expect(decision.reasons[0]).toMatchObject({
      id: "no-limits",
      verdict: "unknown",
      quote: "按办事指南",
      clause: "九",
    });
  });
});

const length = fc.oneof(fc.integer({ min: 0, max: 40_000 }), fc.constant("unknown" as const));
const date = fc.oneof(
  fc.constantFrom("2021-11-20", "2021-11-19", "2024-01-01", "2000-01-01"),
  fc.constant(null),
  fc.constant("unknown" as const),
);
const anyCrossing = fc.record({
  lengthMm: length,
  roadClass: fc.constantFrom("arterial", "branch", "secondary", "unknown"),
  openedOn: date,
  overhauledOn: date,
});
const anyLine = fc
  .record({
    utility: fc.constant("water"),
    on: fc.constantFrom("2026-11-20", "2026-11-21", "unknown"),
    crossings: fc.oneof(fc.array(anyCrossing, { maxLength: 3 }), fc.constant("unknown")),
    lineLengthMm: fc.oneof(fc.integer({ min: 0, max: 260_000 }), fc.constant("unknown")),
    green: fc.oneof(
      fc.record({
        lengthMm: length,
        areaCm2: fc.oneof(fc.integer({ min: 0, max: 900_000 }), fc.constant("unknown")),
        trees: fc.constantFrom(0, 1, "unknown"),
      }),
      fc.constant(null),
      fc.constant("unknown"),
    ),
  })
  .map((line) => OutsideLine.parse(line));
const anyOrders = fc.constantFrom<Suspension[]>([], [ORDER], [{ ...ORDER, rectifiedOn: null }]);
const anyInterpretations = fc.constantFrom<Interpretations>({}, { "YX-SUM": "each" });
const easy = (line: OutsideLine, interpretations: Interpretations, orders: Suspension[]) =>
  ["commitment", "direct"].includes(decideRoute(profile, line, { interpretations, suspensions: orders }).route);

/** Every line that differs from this one by one fact made unknown. */
function forgettings(line: OutsideLine): OutsideLine[] {
  const list = line.crossings === "unknown" ? [] : line.crossings;
  const inCrossings = list.flatMap((each, i) =>
    (["lengthMm", "roadClass", "openedOn", "overhauledOn"] as const).map((key) => ({
      ...line,
      crossings: list.with(i, { ...each, [key]: "unknown" }),
    })),
  );
  const { green } = line;
  const inGreen =
    green === null || green === "unknown"
      ? []
      : (["lengthMm", "areaCm2", "trees"] as const).map((key) => ({
          ...line,
          green: { ...green, [key]: "unknown" as const },
        }));
  return [
    { ...line, on: "unknown" },
    { ...line, crossings: "unknown" },
    { ...line, lineLengthMm: "unknown" },
    { ...line, green: "unknown" },
    ...inCrossings,
    ...inGreen,
  ];
}

describe("the route, whatever the facts", () => {
  it("row 21: never becomes easier when a fact is made unknown", () => {
    fc.assert(
      fc.property(anyLine, anyInterpretations, anyOrders, (line, interpretations, orders) => {
        if (!easy(line, interpretations, orders))
          for (const other of forgettings(line)) expect(easy(other, interpretations, orders)).toBe(false);
      }),
      { numRuns: 600 },
    );
  });

  it("never opens a route when a length, an area or the trees grow", () => {
    fc.assert(
      fc.property(
        anyLine,
        anyInterpretations,
        anyOrders,
        fc.integer({ min: 1, max: 50_000 }),
        (line, interpretations, orders, more) => {
          if (easy(line, interpretations, orders)) return;
          const grown = structuredClone(line);
          if (grown.lineLengthMm !== "unknown") grown.lineLengthMm += more;
          if (grown.crossings !== "unknown")
            for (const each of grown.crossings) if (each.lengthMm !== "unknown") each.lengthMm += more;
          if (grown.green !== "unknown" && grown.green !== null)
            for (const key of ["lengthMm", "areaCm2", "trees"] as const)
              grown.green[key] = grown.green[key] === "unknown" ? "unknown" : grown.green[key] + more;
          expect(easy(grown, interpretations, orders)).toBe(false);
        },
      ),
      { numRuns: 600 },
    );
  });

  it("leaves nothing missing once a route is open by its own facts, and never an easy route with a fact that bars it", () => {
    fc.assert(
      fc.property(anyLine, anyInterpretations, (line, interpretations) => {
        const decision = decideRoute(profile, line, { interpretations });
        if (decision.route === "commitment")
          expect(decision.reasons.filter(({ id }) => id === "lane-commitment")).toMatchObject([{ verdict: "met" }]);
        if (decision.route === "joint-approval" && decision.missing.every(({ couldOpen }) => couldOpen === null))
          expect(decision.barredBy.length).toBeGreaterThan(0);
      }),
      { numRuns: 600 },
    );
  });
});
