import { describe, expect, it } from "vitest";
import { ProblemError } from "#shared/lib/problem.ts";
import { resolveProfile } from "#shared/profile/load-profile.ts";
import { findRawProfile, readProfile } from "#test/helpers/read-profile.ts";

type Raw = Record<string, unknown>;
const raw = (id = "yunhai"): Raw => structuredClone(findRawProfile(id)) as Raw;
const none = (): undefined => undefined;

/** Sets a value deep in raw JSON, as a slip of the pen in the file would. */
function put(root: Raw, path: (string | number)[], value: unknown): Raw {
  const last = path.at(-1) ?? "";
  const parent = path.slice(0, -1).reduce<unknown>((node, key) => (node as Raw)[key], root) as Raw;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return root;
}

function faultsOf(profile: unknown, find: (id: string) => unknown = none): string[] {
  try {
    resolveProfile(profile, "locality.json", find);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    expect(error.problem.code).toBe("profile-invalid");
    expect(error.problem.what.zh).toContain("locality.json");
    return error.problem.fields.map((field) => {
      expect(field.message.zh).toContain("locality.json");
      expect(field.message.en).toContain("locality.json");
      return `${field.path} | ${field.message.zh} | ${field.message.en}`;
    });
  }
  return [];
}

describe("a made-up locality", () => {
  it("loads by the same schema, with a utility and limits that no real paper has", () => {
    const profile = readProfile("yunhai");
    expect(profile.utilities.map((utility) => utility.id)).toEqual(["water", "power", "steam", "network"]);
    expect(profile.routing.lanes?.map((lane) => lane.route)).toEqual(["direct", "commitment"]);
    expect(profile.signers?.map((signer) => signer.id)).toEqual(["works", "parks"]);
  });
});

describe("a profile that extends another", () => {
  const city = readProfile("hunan-city");
  const base = readProfile("hunan");

  it("adds its own limits where the base has none", () => {
    expect(base.routing.lanes).toBeNull();
    expect(city.routing.noLimits).toBeNull();
    expect(city.routing.lanes?.[0]?.conditions).toMatchObject([
      { fact: "crossingTotalMm", max: 10_000 },
      { fact: "lineLengthMm", max: 150_000 },
    ]);
    expect(city.clocks).toMatchObject([
      {
        id: "joint-approval",
        startEvent: "utility-application-received",
        standing: "limit",
        amount: { unit: "working-days", count: 5 },
      },
      { id: "connection", amount: { unit: "working-days", count: 2 } },
    ]);
  });

  it("keeps the base's words attributed to the base's paper", () => {
    expect(city.documentNumber).toBe("云湘建〔2099〕5号");
    expect(city.utilities.map((utility) => utility.documentNumber)).toEqual(
      base.utilities.map(() => base.documentNumber),
    );
    expect(city.form.sections[1]?.fields[0]).toMatchObject({ documentNumber: base.documentNumber });
    expect(city.routing.jointApproval).toMatchObject({
      documentNumber: base.documentNumber,
      quote: base.routing.jointApproval.quote,
    });
  });

  it("takes its own words for its own, without the base's number", () => {
    expect(city.title.documentNumber).toBeUndefined();
    expect(city.clocks[0]?.documentNumber).toBeUndefined();
    expect(city.clocks[0]?.quote).toBe("联合审批5个工作日办结");
    expect(city.routing.lanes?.[0]?.documentNumber).toBeUndefined();
  });

  it("leaves the base as it was", () => {
    expect(readProfile("hunan")).toEqual(base);
    expect(base.clocks[0]?.documentNumber).toBeUndefined();
  });

  it("merges lists by id, keeping what it does not name and adding what is new", () => {
    const over = put(
      raw("hunan-city"),
      ["obligations"],
      [{ id: "city-rule", text: { zh: "本市", en: "City" }, quote: "本市", clause: "六" }],
    );
    const merged = resolveProfile(over, "locality.json", findRawProfile);
    expect(merged.obligations.map((each) => each.id)).toEqual([
      ...base.obligations.map((each) => each.id),
      "city-rule",
    ]);
    expect(merged.obligations.at(-1)?.documentNumber).toBeUndefined();
  });

  it("clears a list by an empty one", () => {
    expect(
      resolveProfile(put(raw("hunan-city"), ["obligations"], []), "locality.json", findRawProfile).obligations,
    ).toEqual([]);
  });

  it("may extend a profile that itself extends, each leaf keeping its own paper", () => {
    const district = {
      extends: "hunan-city",
      id: "district",
      documentNumber: "云湘区〔2100〕1号",
      name: { zh: "云湘区", en: "District" },
    };
    const profile = resolveProfile(district, "locality.json", findRawProfile);
    expect(profile.utilities[0]?.documentNumber).toBe("湘建城〔2024〕64号");
    expect(profile.clocks[0]?.documentNumber).toBe("云湘建〔2099〕5号");
  });

  it("may not change what the base's paper says without words of its own", () => {
    const over = {
      ...raw("hunan-city"),
      clocks: [{ id: "joint-approval", amount: { unit: "working-days", count: 9 } }],
    };
    expect(faultsOf(over, findRawProfile)).toEqual([
      expect.stringMatching(/^clocks\[0\]\.amount \| .*quote.* \| .*bring its own quote/),
    ]);
  });

  it("may not slip an option into the base's field without words of its own", () => {
    const over = put(raw("hunan-city"), ["form"], {
      sections: [
        { id: "power", fields: [{ id: "businessType", options: [{ id: "lease", label: { zh: "租", en: "Lease" } }] }] },
      ],
    });
    expect(faultsOf(over, findRawProfile)).toEqual([expect.stringContaining("form.sections[2].fields[1].options[3]")]);
  });

  it.each([
    ["itself", { a: { extends: "a", id: "a", documentNumber: "甲〔1〕1号" } }],
    [
      "one that extends it",
      {
        a: { extends: "b", id: "a", documentNumber: "甲〔1〕1号" },
        b: { extends: "a", id: "b", documentNumber: "乙〔1〕1号" },
      },
    ],
    [
      "a file that hides its name",
      {
        a: { extends: "b", id: "a", documentNumber: "甲〔1〕1号" },
        b: { extends: "b", id: "c", documentNumber: "乙〔1〕1号" },
      },
    ],
  ])("may not extend %s", (_what, files: Record<string, unknown>) => {
    const faults = faultsOf(files["a"], (id) => files[id]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^extends \| .*循环扩展/);
  });

  it.each([
    ["a base that is not there", { extends: "nowhere", id: "a", documentNumber: "甲〔1〕1号" }, "nowhere"],
    ["a base that is no name", { extends: 7, id: "a", documentNumber: "甲〔1〕1号" }, "extends"],
    ["no number of its own", { extends: "hunan", id: "a" }, "documentNumber"],
  ])("is refused with %s", (_what, over, said) => {
    const faults = faultsOf(over, findRawProfile);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(said);
  });
});

describe("a faulty profile is refused, naming file, path and what was expected", () => {
  it.each<[string, (string | number)[], unknown, string, string]>([
    [
      "a limit in words",
      ["routing", "lanes", 0, "conditions", 0, "max"],
      "20 m",
      "routing.lanes[0].conditions[0].max",
      "must be a number",
    ],
    [
      "a limit with a fraction",
      ["routing", "lanes", 0, "conditions", 0, "max"],
      15.5,
      "routing.lanes[0].conditions[0].max",
      "whole number",
    ],
    [
      "a negative limit",
      ["routing", "lanes", 0, "conditions", 0, "max"],
      -1,
      "routing.lanes[0].conditions[0].max",
      "minimum of 0",
    ],
    ["a misspelt key", ["routing", "lanes", 0, "conditons"], [], "routing.lanes[0]", "unknown key: conditons"],
    ["a leaf without its words", ["clocks", 0, "quote"], undefined, "clocks[0].quote", "must be text"],
    ["a leaf without its place", ["obligations", 1, "clause"], undefined, "obligations[1].clause", "must be text"],
    ["a bad id", ["utilities", 0, "id"], "Water 1", "utilities[0].id", "lower-case letters"],
    ["a day that does not exist", ["issuedOn"], "2099-02-30", "issuedOn", "no such day"],
    ["an unknown start event", ["clocks", 0, "startEvent"], "whenever", "clocks[0].startEvent", "agreed-time"],
    [
      "a section for no utility",
      ["form", "sections", 1, "utility"],
      "magic",
      "form.sections[1].utility",
      "not a utility of this profile: magic",
    ],
    [
      "a reading that is not listed",
      ["routing", "lanes", 1, "conditions", 1, "when", "reading"],
      "maybe",
      "routing.lanes[1].conditions[1].when",
      "no such reading",
    ],
    [
      "a default that is not listed",
      ["ambiguities", 0, "default"],
      "maybe",
      "ambiguities[0].default",
      "not listed: maybe",
    ],
    ["a missing required part", ["firstContact"], undefined, "firstContact", "must be an object"],
    ["an id used twice", ["clocks", 1, "id"], "joint-approval", "clocks[1].id", "used twice: joint-approval"],
    [
      "a channel without a rule",
      ["firstContact", "rules", 2, "channels"],
      ["kiosk"],
      "firstContact.rules",
      "on-behalf has 0",
    ],
    [
      "a duty that leans on no listed question",
      ["firstContact", "mixed", "ambiguity"],
      "YH-NONE",
      "firstContact.mixed.ambiguity",
      "no such ambiguity: YH-NONE",
    ],
    [
      "a sheet row that does not fill the grid",
      ["form", "sheet", "rows", 3, "cells", 0, "span"],
      3,
      "form.sheet.rows[3]",
      "4 columns",
    ],
    [
      "a sheet place that names no field",
      ["form", "sheet", "above", 0],
      "编号：{header.nothing}",
      "form.sheet",
      "{header.nothing}",
    ],
    [
      "a box for no option",
      ["form", "sheet", "above", 0],
      "{box steam.businessType=gone}",
      "form.sheet",
      "{box steam.businessType=gone}",
    ],
    [
      "an opinion of no signer",
      ["approvalSheet", "sheet", "rows", 1, "cells", 1, "lines", 0],
      "{opinion nobody}",
      "approvalSheet.sheet",
      "{opinion nobody}",
    ],
  ])("%s", (_what, path, value, ...[at, message]) => {
    const faults = faultsOf(put(raw(), path, value));
    const [fault = ""] = faults.filter((each) => each.startsWith(`${at} |`));
    expect(fault, faults.join("\n")).toContain(message);
  });

  it("row 2: the profile's own examples are evaluated at each load, and one with another result is named with both routes", () => {
    expect(faultsOf(put(raw(), ["routing", "lanes", 0, "conditions", 0, "max"], 19_999))).toEqual([
      expect.stringMatching(/^examples\[0\] \|.*direct-at-its-limit.*direct.*commitment/),
    ]);
    expect(faultsOf(put(raw(), ["examples", 3, "route"], "commitment"))).toEqual([
      expect.stringMatching(/^examples\[3\] \|.*exactly-at-the-open-limit/),
    ]);
  });

  it("names the kinds that a condition may have", () => {
    const faults = faultsOf(put(raw(), ["routing", "lanes", 0, "conditions", 0, "kind"], "about"));
    expect(faults).toEqual([
      expect.stringMatching(/^routing\.lanes\[0\]\.conditions\[0\]\.kind \|.*at-most.*road-class-not.*no-trees/),
    ]);
  });

  it.each([
    ["a list", []],
    ["a text", "yunhai"],
    ["nothing", null],
    ["a number", 4],
  ])("%s instead of an object", (_what, value) => {
    expect(faultsOf(value)).toEqual([expect.stringContaining("must be a JSON object")]);
  });

  it("lists each fault, not only the first", () => {
    const twice = put(put(raw(), ["version"], 0), ["clocks", 0, "clause"], undefined);
    expect(faultsOf(twice).map((each) => each.split(" |")[0])).toEqual(["version", "clocks[0].clause"]);
  });
});
