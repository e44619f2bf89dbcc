import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFormValues } from "#shared/profile/form-values.ts";
import { madeUpProfile } from "./made-up-profile.ts";

const profile = madeUpProfile();
const HEADER = { applicant: "云溪食品有限公司", site: "云溪大道１号", contact: "李四", phone: "13800138000" };
const WATER = { businessType: "new" };
const read = (form: unknown, utilities = ["water"]) => readFormValues(profile, utilities, form);
const water = (fields: object) => read({ header: HEADER, water: { ...WATER, ...fields } });
const power = (fields: object) =>
  read({ header: HEADER, power: { capacity: { amount: "315", unit: "kva" }, ...fields } }, ["power"]);
const header = (fields: object) => read({ header: { ...HEADER, ...fields }, water: WATER });
const paths = (notes: { path: string }[]) => notes.map(({ path }) => path);

describe("form values", () => {
  it("keep what was typed, with every field of the form present", () => {
    const { values, problems, warnings } = water({ demand: "12.50", double: false });
    expect({ problems, warnings }).toEqual({ problems: [], warnings: [] });
    expect(values["water"]).toEqual({
      businessType: "new",
      demand: { amount: "12.50", unit: "t-per-day" },
      double: false,
    });
    expect(values["header"]).toMatchObject({ applicant: "云溪食品有限公司", site: "云溪大道1号", creditCode: null });
    expect(values["gas"]).toEqual({ devices: null, area: null });
  });

  it("ask for required fields of the header and of ticked utilities only, by their Chinese label", () => {
    const { problems } = read({ header: { ...HEADER, applicant: "  " } }, ["water"]);
    expect(problems).toEqual([
      { path: "form.header.applicant", message: { zh: "申请单位：必填", en: "applicant: is required" } },
      { path: "form.water.businessType", message: { zh: "业务类型：必填", en: "Type: is required" } },
    ]);
  });

  it("question a section that is filled but not ticked, and still check it", () => {
    const { problems, warnings, values } = read({ header: HEADER, water: WATER, gas: { area: "3" } });
    expect(problems).toEqual([]);
    expect(warnings).toMatchObject([
      { path: "form.gas", message: { zh: "“用气报装资料”已填写，但没有勾选该项业务，请确认是否一并申请" } },
    ]);
    expect(values["gas"]).toMatchObject({ area: { amount: "3", unit: null } });
    expect(paths(read({ header: HEADER, water: WATER, gas: { area: "-3" } }).problems)).toEqual(["form.gas.area"]);
  });

  it("refuse what the form does not have", () => {
    const { problems } = read(JSON.parse('{"header":{"__proto__":"x"},"heat":{},"__proto__":{"a":1}}'));
    expect(paths(problems)).toEqual(expect.arrayContaining(["form.heat", "form.__proto__", "form.header.__proto__"]));
    expect(paths(read([]).problems)).toContain("form");
    expect(paths(read({ header: HEADER, water: "x" }).problems)).toContain("form.water");
  });

  it("never change a name, and keep markup and formulas as the text they are", () => {
    const odd = "<script>alert(1)</script> =cmd() 𠮷·ｅ\u0301１";
    const { values, problems } = header({ applicant: `  ${odd}　`, contact: "㐱１" });
    expect(problems).toEqual([]);
    expect(values["header"]).toMatchObject({ applicant: odd, contact: "㐱１" });
  });

  it("count characters, not code units, against the longest text", () => {
    expect(header({ contact: "𠮷".repeat(20) }).problems).toEqual([]);
    expect(header({ contact: "𠮷".repeat(21) }).problems[0]?.message.zh).toBe("联系人：过长，最多 20 个字");
    expect(paths(header({ applicant: "x".repeat(1_000_000) }).problems)).toEqual(["form.header.applicant"]);
    expect(paths(header({ phone: "1".repeat(1_000_000) }).problems)).toEqual(["form.header.phone"]);
  });

  it.each([
    ["\u0000", "U+0000"],
    ["\u001b", "U+001B"],
    ["\u007f", "U+007F"],
    ["\u202e", "U+202E"],
    ["\u2066", "U+2066"],
    ["\u0085", "U+0085"],
    ["\n", "U+000A"],
    ["\ud800", "不完整"],
  ])("refuse the character %j inside a text", (character, why) => {
    const { problems } = header({ applicant: `云${character}溪` });
    expect(problems).toMatchObject([{ path: "form.header.applicant" }]);
    expect(problems[0]?.message.zh).toContain(why);
  });

  it("allow line breaks in a long text", () => {
    expect(header({ wishes: "一\r\n二\n" }).values["header"]).toMatchObject({ wishes: "一\n二" });
  });

  it("only warn of codes and phones that look wrong, and tidy those that are right", () => {
    const { values, problems, warnings } = header({ creditCode: "91440300192203821", phone: "138 0013 8000" });
    expect(problems).toEqual([]);
    expect(warnings).toMatchObject([
      { path: "form.header.creditCode", message: { zh: "信用代码：信用代码应为 18 位，现为 17 位" } },
    ]);
    expect(values["header"]).toMatchObject({ creditCode: "91440300192203821", phone: "13800138000" });
    expect(paths(header({ phone: "138\u00078000" }).problems)).toEqual(["form.header.phone"]);
  });
});

describe("amounts and numbers", () => {
  it.each([
    [12.5, "12.5"],
    ["１２．５", "12.5"],
    ["007", "7"],
    ["0", "0"],
    [{ amount: 3, unit: "t-per-day" }, "3"],
    ["12。5", "12.5"],
  ])("are read from %j", (demand, amount) => {
    expect(water({ demand }).values["water"]).toMatchObject({ demand: { amount, unit: "t-per-day" } });
  });

  it.each([
    [-1, "负数"],
    ["-0.5", "负数"],
    ["1.234", "最多 2 位小数"],
    [0.1 + 0.2, "最多 2 位小数"],
    ["1e5", "应为数字"],
    [1e21, "应为数字"],
    [NaN, "应为数字"],
    [true, "应为数字"],
    ["9".repeat(13), "12 位"],
    [{ amount: 3, unit: "kva" }, "单位只能是吨/日"],
    [{ amount: 3, price: 1 }, "amount 和 unit"],
  ])("refuse %j", (demand, why) => {
    const { problems } = water({ demand });
    expect(paths(problems)).toEqual(["form.water.demand"]);
    expect(problems[0]?.message.zh).toContain(why);
    expect(problems[0]?.message.zh.startsWith("供水需求：")).toBe(true);
  });

  it("need a unit where the paper prints several, and take none where it prints none", () => {
    expect(power({ capacity: "315" }).problems[0]?.message.zh).toBe("主供容量：请选择单位：千伏安、千瓦");
    expect(power({ capacity: { amount: "315.5", unit: "kw" } }).values["power"]).toMatchObject({
      capacity: { amount: "315.5", unit: "kw" },
    });
    expect(power({ capacity: { amount: "", unit: "kw" } }).problems[0]?.message.zh).toBe("主供容量：必填");
    expect(
      read({ header: HEADER, gas: { area: { amount: 1, unit: "m2" } } }, ["gas"]).problems[0]?.message.zh,
    ).toContain("没有印单位");
  });

  it("keep every decimal that the field allows", () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(99), (whole, part) => {
        const text = `${whole}.${String(part).padStart(2, "0")}`;
        expect(water({ demand: text }).values["water"]).toMatchObject({ demand: { amount: text, unit: "t-per-day" } });
      }),
    );
  });
});

describe("other kinds of field", () => {
  it("take days and hours that exist", () => {
    expect(power({ wanted: "２０２６-02-28" }).values["power"]).toMatchObject({ wanted: "2026-02-28" });
    expect(power({ wanted: "2026-02-30" }).problems[0]?.message.zh).toBe("期望用电时间：没有这一天");
    expect(header({ appointment: "2026-11-20T09:00" }).values["header"]).toMatchObject({
      appointment: "2026-11-20T09",
    });
    for (const wrong of ["2026-11-20T24", "2026-11-20T09:30", "2026-02-30T09", "2026-11-20", 5])
      expect(paths(header({ appointment: wrong }).problems)).toEqual(["form.header.appointment"]);
  });

  it("take only options of the form", () => {
    expect(water({ businessType: "other" }).problems[0]?.message.zh).toBe("业务类型：只能选：新开户、扩容");
    expect(power({ carriers: ["a", "b"] }).values["power"]).toMatchObject({ carriers: ["a", "b"] });
    expect(power({ carriers: [] }).values["power"]).toMatchObject({ carriers: null });
    for (const wrong of [["a", "a"], ["c"], "a"])
      expect(paths(power({ carriers: wrong }).problems)).toEqual(["form.power.carriers"]);
    expect(paths(water({ double: "yes" }).problems)).toEqual(["form.water.double"]);
  });

  it("read rows, drop the blank ones, and name the row that is wrong", () => {
    const gas = (devices: unknown) => read({ header: HEADER, gas: { devices } }, ["gas"]);
    expect(
      gas([
        { name: "锅炉", count: "２" },
        { name: "", count: null },
      ]).values["gas"],
    ).toMatchObject({ devices: [{ name: "锅炉", count: 2 }] });
    expect(paths(gas([{ name: "锅炉" }, { count: -1 }]).problems)).toEqual([
      "form.gas.devices[1].name",
      "form.gas.devices[1].count",
    ]);
    expect(paths(gas([{ name: "锅炉", colour: "红" }]).problems)).toEqual(["form.gas.devices[0].colour"]);
    expect(paths(gas("锅炉").problems)).toEqual(["form.gas.devices"]);
    expect(paths(gas([1, 2, 3, 4]).problems)).toEqual(["form.gas.devices"]);
    expect(paths(gas([null]).problems)).toEqual(["form.gas.devices[0]"]);
  });

  it("never throw, whatever is sent", () => {
    const values = fc.anything();
    fc.assert(
      fc.property(values, values, values, values, (applicant, demand, capacity, devices) => {
        const { problems } = read(
          {
            header: { ...HEADER, applicant, appointment: demand },
            water: { demand, businessType: capacity, double: devices },
            power: { capacity, wanted: demand, carriers: devices },
            gas: { devices, area: demand },
          },
          ["water", "power", "gas"],
        );
        for (const { path } of problems) expect(path).toMatch(/^form(\.|$)/);
      }),
      { numRuns: 500 },
    );
  });
});
