import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { askDispatcher } from "#station/core/dispatcher.ts";
import { openSession } from "#station/core/session.ts";
import { startStation } from "#station/app/start-station.ts";
import { jsonOf, ownFolder, runStationCommand, type CliRun } from "#test/helpers/cli.ts";
import { makeHall } from "#test/helpers/cli-account.ts";
import { writeInput } from "#test/helpers/intake-sample.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";

const FIXTURE = join("test", "fixtures", "profiles", "yunhai.json");

/** A hall's folder with the made-up locality beside its data. */
async function stationWithProfile(
  change: (profile: Record<string, unknown>) => void = () => undefined,
): Promise<string> {
  const dir = await makeHall(ownFolder());
  mkdirSync(join(dir, "profiles"));
  const profile = JSON.parse(readFileSync(FIXTURE, "utf8")) as Record<string, unknown>;
  change(profile);
  writeFileSync(join(dir, "profiles", "yunhai.json"), JSON.stringify(profile));
  return dir;
}

/** What is shown of an application but for its audit, where each look at it is added. */
const shown = async (dir: string, id: string): Promise<Record<string, unknown>> => ({
  ...jsonOf<Record<string, unknown>>(await runStationCommand(["show", id, "--data", dir])),
  audit: [],
});

const intake = {
  profile: "yunhai",
  utilities: ["water", "steam"],
  form: {
    header: { applicant: "示例𠮷云公司", site: "云海路 1 号", contact: "示例人", phone: "13800000000" },
    steam: { businessType: "new" },
  },
  outsideLines: [{ utility: "water", on: "2026-11-20", crossings: [], lineLengthMm: 1000, green: null }],
  noOutsideLine: ["steam"],
};

describe("a locality that no code knows", () => {
  it("goes the whole way from a file beside the hall's data: schema, intake, papers, ledger", async () => {
    const dir = await stationWithProfile();
    const hall = (...args: string[]): Promise<CliRun> => runStationCommand([...args, "--data", dir]);
    expect(jsonOf<{ id: string }[]>(await hall("profiles")).map((profile) => profile.id)).toContain("yunhai");
    expect(jsonOf(await hall("schema", "--profile", "yunhai"))).toMatchObject({
      properties: { profile: { const: "yunhai" } },
    });

    const taken = await hall("intake", writeInput(dir, intake));
    expect(taken).toMatchObject({ code: 0 });
    const { id, acceptanceNumber, routes } = jsonOf<{
      id: string;
      acceptanceNumber: string;
      routes: { reasons: { clause: string }[] }[];
    }>(taken);
    expect(routes[0]?.reasons.length).toBeGreaterThan(0);

    const out = join(dir, "papers");
    expect(jsonOf(await hall("print", id, "--out", out))).toMatchObject({ unprintable: [] });
    const form = (await readPdf(readFileSync(join(out, "unified-form.pdf")))).pages.join("");
    for (const words of ["云海市联办申请表", "示例𠮷云公司", acceptanceNumber]) expect(form).toContain(words);

    const day = jsonOf<{ acceptedAt: string }>(await hall("show", id)).acceptedAt;
    const on = new Date(Date.parse(day) + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(jsonOf(await hall("ledger", "--date", on, "--out", join(dir, "day.csv")))).toMatchObject({ rows: 1 });
    expect(readFileSync(join(dir, "day.csv"), "utf8")).toMatch(/蒸汽/);
  });

  it("pins its rules to the record: a changed profile file leaves what was accepted as it was", async () => {
    const dir = await stationWithProfile();
    const { id } = jsonOf<{ id: string }>(await runStationCommand(["intake", writeInput(dir, intake), "--data", dir]));
    const before = await shown(dir, id);
    const profile = JSON.parse(readFileSync(join(dir, "profiles", "yunhai.json"), "utf8")) as Record<string, unknown>;
    writeFileSync(join(dir, "profiles", "yunhai.json"), JSON.stringify({ ...profile, version: 99, clocks: [] }));
    expect(await shown(dir, id)).toEqual(before);
  });
});

describe("a broken profile file beside the hall's data", () => {
  const faults: { what: string; change: (profile: Record<string, unknown>) => void; path: RegExp }[] = [
    { what: "a missing part", change: (profile) => Reflect.deleteProperty(profile, "utilities"), path: /utilities/ },
    { what: "a wrong type", change: (profile) => (profile["version"] = "three"), path: /version/ },
    {
      what: "a leaf without its quote",
      change: (profile) => Reflect.deleteProperty((profile["utilities"] as object[])[0] ?? {}, "quote"),
      path: /utilities(\[0\]|\.0)\.quote/,
    },
    { what: "an unknown part", change: (profile) => (profile["colour"] = "red"), path: /colour/ },
  ];

  it.each(faults)("$what is named by file, path and what was expected", async ({ change, path }) => {
    const dir = await stationWithProfile(change);
    const run = await runStationCommand(["intake", writeInput(dir, intake), "--data", dir]);
    expect(run).toMatchObject({ code: 1, out: "" });
    expect(run.err).toContain(join(dir, "profiles", "yunhai.json"));
    expect(run.err).toMatch(path);
    expect(run.err).toMatch(/应为|不认识的项目|必填|缺/);
    expect(run.err).not.toMatch(/程序内部出错|\n\s+at /);
  });

  it("one that is not JSON is quarantined by name, and the others go on", async () => {
    const dir = await makeHall(ownFolder());
    mkdirSync(join(dir, "profiles"));
    copyFileSync(FIXTURE, join(dir, "profiles", "yunhai.json"));
    const broken = join(dir, "profiles", "zz.json");
    writeFileSync(broken, "{");
    const run = await runStationCommand(["profiles", "--data", dir]);
    expect(run).toMatchObject({ code: 1, err: expect.stringContaining(broken) });
    const listed = jsonOf<{ id: string; file?: string; quarantined?: object[] }[]>(run);
    expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining(["yunhai", "suizhou", "zz"]));
    expect(listed.find(({ id }) => id === "zz")).toMatchObject({ file: broken, quarantined: [{ path: broken }] });
    const taken = await runStationCommand(["intake", writeInput(dir, intake), "--data", dir]);
    expect(taken).toMatchObject({ code: 0, err: expect.stringContaining(broken) });
    const doctor = await runStationCommand(["doctor", "--data", dir]);
    const findings = jsonOf<{ findings: { id: string; ok: boolean; zh: string }[] }>(doctor).findings;
    expect(findings.find((finding) => finding.id === "profile-set-aside")).toMatchObject({
      ok: false,
      zh: expect.stringContaining("zz.json"),
    });
    expect(findings.find((finding) => finding.id === "profiles")).toMatchObject({ ok: true });
  });

  it("leaves the cases that are pinned to it at work by what they keep, and names file, path and value to a new one", async () => {
    const dir = await stationWithProfile();
    const { id } = jsonOf<{ id: string }>(await runStationCommand(["intake", writeInput(dir, intake), "--data", dir]));
    const before = await shown(dir, id);
    const file = join(dir, "profiles", "yunhai.json");
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, "utf8")) as object), version: "three" }));
    expect(await shown(dir, id)).toEqual(before);
    expect(jsonOf(await runStationCommand(["print", id, "--out", join(dir, "papers"), "--data", dir]))).toMatchObject({
      unprintable: [],
    });
    const refused = await runStationCommand(["intake", writeInput(dir, intake), "--data", dir]);
    expect(refused).toMatchObject({ code: 1, out: "" });
    for (const part of [file, "version", '现为 "three"']) expect(refused.err).toContain(part);
  });

  it("that replaces a shipped one does not bring the replaced rules back unseen", async () => {
    const dir = ownFolder();
    mkdirSync(join(dir, "profiles"));
    writeFileSync(join(dir, "profiles", "suizhou.json"), "{");
    const refused = await runStationCommand(["schema", "--profile", "suizhou", "--data", dir]);
    expect(refused).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining(join(dir, "profiles", "suizhou.json")),
    });
  });

  it("whose id is another's does not replace that locality under a name of its own", async () => {
    const dir = ownFolder();
    mkdirSync(join(dir, "profiles"));
    writeFileSync(join(dir, "profiles", "mine.json"), readFileSync(join("resources", "profiles", "suizhou.json")));
    const listed = await runStationCommand(["profiles", "--data", dir]);
    expect(listed.err).toContain(join(dir, "profiles", "mine.json"));
    expect(listed.err).toContain("id 与文件名不一致");
    expect((await runStationCommand(["schema", "--profile", "suizhou", "--data", dir])).code).toBe(0);
  });

  it("is named in the page's list of localities, where it cannot be chosen, and on what the program reports", async () => {
    const dir = await stationWithProfile((profile) => (profile["version"] = "three"));
    const reported: unknown[] = [];
    const running = await startStation(dir, (error) => reported.push(error), { centre: "no-centre" });
    try {
      const list = await askDispatcher(running.dispatcher, openSession(), "profile.list", {});
      expect(list.find(({ id }) => id === "yunhai")).toMatchObject({
        quarantined: {
          code: "profile-invalid",
          fields: [{ path: "version", message: { zh: expect.stringContaining("three") } }],
        },
      });
      expect(list.filter(({ quarantined }) => quarantined === undefined).length).toBeGreaterThan(4);
      expect(reported).toMatchObject([
        { problem: { code: "profile-invalid", what: { zh: expect.stringContaining("yunhai.json") } } },
      ]);
      await expect(
        askDispatcher(
          running.dispatcher,
          { ...openSession(), role: "supervisor", operatorId: "supervisor-1" },
          "hall.setProfile",
          { profileId: "yunhai" },
        ),
      ).rejects.toMatchObject({ problem: { code: "profile-invalid" } });
    } finally {
      await running.close();
    }
  });
});
