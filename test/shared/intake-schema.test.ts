import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { intakeJsonSchema } from "#shared/case/intake-schema.ts";
import { readProfile } from "#test/helpers/read-profile.ts";
import { madeUpProfile } from "./made-up-profile.ts";

const schema = intakeJsonSchema(madeUpProfile());
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
const FILE = {
  profile: "yunxi",
  utilities: ["water", "power"],
  channel: "counter",
  form: {
    header: {
      applicant: "云溪食品有限公司",
      site: "云溪大道1号",
      contact: "李四",
      phone: "13800138000",
      creditCode: null,
      appointment: "2026-11-25T09",
    },
    water: { businessType: "new", demand: 12.5 },
    power: { capacity: { amount: "315", unit: "kva" }, carriers: ["a"], wanted: null },
  },
  outsideLines: [
    {
      utility: "water",
      on: "2026-11-20",
      crossings: [{ lengthMm: 12_000, roadClass: "branch", openedOn: null }],
      lineLengthMm: "unknown",
      green: { trees: true },
    },
  ],
  noOutsideLine: ["power"],
  key: "0195b4e2-7c1a-7000-8000-000000000001",
};
const without = (key: string) => Object.fromEntries(Object.entries(FILE).filter(([name]) => name !== key));
const withForm = (changes: object) => ({ ...FILE, form: { ...FILE.form, ...changes } });

describe("the JSON Schema of an intake file", () => {
  it("takes a whole file, and one with only what is needed", () => {
    expect(validate(FILE), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ profile: FILE.profile, utilities: ["gas"], form: { header: FILE.form.header } })).toBe(true);
  });

  it.each([
    ["another profile", { ...FILE, profile: "other" }],
    ["no utilities", { ...FILE, utilities: [] }],
    ["an unknown utility", { ...FILE, utilities: ["steam"] }],
    ["an unknown channel", { ...FILE, channel: "post" }],
    ["no form", without("form")],
    ["a key of its own", { ...FILE, extra: 1 }],
    ["an unknown section", withForm({ heat: {} })],
    ["an unknown field", withForm({ water: { businessType: "new", colour: "x" } })],
    ["a missing required field", withForm({ water: {} })],
    ["an unknown option", withForm({ water: { businessType: "other" } })],
    ["a negative amount", withForm({ water: { businessType: "new", demand: -1 } })],
    ["too many decimals", withForm({ power: { capacity: { amount: "1.55", unit: "kva" } } })],
    ["a missing unit", withForm({ power: { capacity: "315" } })],
    ["a fractional length", { ...FILE, outsideLines: [{ utility: "water", lineLengthMm: 1.5 }] }],
    ["a negative length", { ...FILE, outsideLines: [{ utility: "water", lineLengthMm: -1 }] }],
    ["an outside line of no known utility", { ...FILE, outsideLines: [{ utility: "steam" }] }],
  ])("refuses %s", (_, file) => {
    expect(validate(file)).toBe(false);
  });

  it("takes a file that asks for a service with a form of its own, and no service that is not offered", () => {
    const profile = readProfile("neixiang");
    const check = new Ajv2020({ strict: false, validateFormats: false }).compile(intakeJsonSchema(profile));
    const header = { applicant: "示例新户公司", site: "示例路 8 号", contact: "示例人", phone: "13800000000" };
    const transfer = {
      profile: "neixiang",
      utilities: ["water"],
      service: "transfer",
      earlier: "LD03-2026-000123-K",
      form: { header, change: { oldHolder: "示例旧户公司", newHolder: "示例新户公司" }, water: { account: "W-0001" } },
    };
    expect(check(transfer), JSON.stringify(check.errors)).toBe(true);
    expect(check({ ...transfer, form: { header, change: { oldHolder: "示例旧户公司" } } })).toBe(false);
    expect(check({ ...transfer, service: "advice" })).toBe(false);
    expect(validate({ ...FILE, service: "transfer" })).toBe(false);
  });

  it("names each field in both languages", () => {
    expect(JSON.stringify(schema)).toContain("供水需求 / Demand");
    expect(schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
  });
});
