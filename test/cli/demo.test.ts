import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { beforeAll, describe, expect, it } from "vitest";
import { jsonOf, ownFolder, rowCounts, runStationCommand, type CliRun } from "#test/helpers/cli.ts";

type Made = {
  acceptanceNumber: string;
  route: string;
  dutyHolder: { name: string };
  files: string[];
  specimens: string[];
  unprintable: unknown[];
  synced: boolean;
};
type Demo = {
  complete: boolean;
  hall: string;
  seconds: number;
  localities: { profile: string; applications: Made[] }[];
  ledger: { date: string; rows: number; files: string[] }[];
};

const SAMPLES = join("resources", "samples");

describe("`hall demo`", () => {
  let out = "";
  let run: CliRun = { code: null, signal: null, out: "", err: "" };
  let demo: Demo;

  beforeAll(async () => {
    out = join(ownFolder(), "示范 demo");
    run = await runStationCommand(["demo", "--out", out]);
    demo = jsonOf<Demo>(run);
  });

  it("does the whole job for every locality within a minute", () => {
    expect(run.code).toBe(0);
    expect(demo.complete).toBe(true);
    expect(demo.seconds).toBeLessThan(60);
    expect(demo.localities.map((each) => each.profile)).toEqual(readdirSync(SAMPLES).toSorted());
    for (const { applications } of demo.localities) expect(applications).toHaveLength(2);
  });

  it("shows the easy route where the paper has one, and joint approval where facts are unknown", () => {
    const routes = Object.fromEntries(
      demo.localities.map((each) => [each.profile, each.applications.map((application) => application.route)]),
    );
    expect(routes).toEqual({
      hunan: ["joint-approval", "joint-approval"],
      huoqiu: ["joint-approval", "joint-approval"],
      neixiang: ["commitment", "joint-approval"],
      suizhou: ["direct", "joint-approval"],
      xianning: ["commitment", "joint-approval"],
    });
  });

  it("makes every file that it names, and no number twice", () => {
    const all = demo.localities.flatMap((each) => each.applications);
    for (const application of all) {
      expect(application).toMatchObject({
        unprintable: [],
        synced: true,
        dutyHolder: { name: expect.stringMatching(/./) },
      });
      expect(application.files.map((file) => file.split("/").at(-1))).toEqual(
        expect.arrayContaining([
          "unified-form.pdf",
          "approval-sheet.pdf",
          "commitment-letter.pdf",
          "voucher.pdf",
          "slip.png",
          "slip.bin",
        ]),
      );
      for (const file of application.files) expect(readFileSync(join(out, file)).length).toBeGreaterThan(300);
    }
    expect(new Set(all.map((application) => application.acceptanceNumber)).size).toBe(10);
  });

  it("writes the day's ledger of all of them in both formats", () => {
    expect(demo.ledger.reduce((sum, each) => sum + each.rows, 0)).toBe(10);
    const text = demo.ledger
      .flatMap((each) => each.files.filter((file) => file.endsWith(".csv")))
      .map((file) => readFileSync(join(out, file), "utf8"))
      .join("");
    for (const { applications } of demo.localities)
      for (const application of applications) expect(text).toContain(application.acceptanceNumber);
    for (const file of demo.ledger.flatMap((each) => each.files)) expect(existsSync(join(out, file))).toBe(true);
  });

  it("prints a table for people whose columns are aligned, Chinese and English", () => {
    const lines = run.err.split("\n").filter((line) => line.includes("  "));
    for (const { applications } of demo.localities)
      for (const { acceptanceNumber } of applications)
        expect(lines.some((line) => line.includes(acceptanceNumber))).toBe(true);
    const cells = (text: string): number =>
      [...text].reduce((sum, sign) => sum + (/[\u2E80-\uFFEF]/.test(sign) ? 2 : 1), 0);
    const starts = lines
      .filter((line) => /-20\d\d-0000\d\d-/.test(line))
      .map((line) => cells(line.slice(0, line.search(/T[0-9A-Z]{5}-20\d\d/))));
    expect(starts).toHaveLength(10);
    expect(new Set(starts).size).toBe(1);
    expect(run.err).toMatch(/受理编号 Number/);
  });

  it("leaves a hall that can be opened: one number series, everything sent", () => {
    const counts = rowCounts(demo.hall);
    expect(counts).toMatchObject({ applications: 10, outbox_entries: 10, number_series: 1 });
    const db = new Database(join(demo.hall, "hall.db"), { readonly: true });
    expect(db.prepare("SELECT DISTINCT state FROM outbox_entries").pluck().all()).toEqual(["sent"]);
    db.close();
  });

  it("refuses the same folder a second time and leaves it as it was", async () => {
    const before = readdirSync(out, { recursive: true }).toSorted();
    const again = await runStationCommand(["demo", "--out", out]);
    expect(again).toMatchObject({ code: 1, out: "", err: expect.stringMatching(/文件夹里已有内容，不会覆盖或混入/) });
    expect(readdirSync(out, { recursive: true }).toSorted()).toEqual(before);
  });

  it("refuses a folder that holds something, and a file in place of a folder", async () => {
    const dir = ownFolder();
    mkdirSync(join(dir, "busy"));
    writeFileSync(join(dir, "busy", "note.txt"), "x");
    expect(await runStationCommand(["demo", "--out", join(dir, "busy")])).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringMatching(/文件夹里已有内容/),
    });
    expect(readdirSync(join(dir, "busy"))).toEqual(["note.txt"]);
    expect(await runStationCommand(["demo", "--out", join(dir, "busy", "note.txt")])).toMatchObject({
      code: 1,
      out: "",
    });
  });
});

describe("the samples", () => {
  it.each(
    readdirSync(SAMPLES, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith(".json")),
  )("%s holds invented people only, and at least one rare character in each locality", (name) => {
    const text = readFileSync(join(SAMPLES, name), "utf8");
    const { header } = (JSON.parse(text) as { form: { header: Record<string, string> } }).form;
    for (const field of ["applicant", "contact", "site"]) expect(header[field]).toContain("示例");
    expect(header["phone"]).toMatch(/^1[39]\d0{6}\d\d$/);
    expect(header["creditCode"] ?? "91999999").toMatch(/^91999999/);
    if (name.endsWith("1.json")) expect(text).toMatch(/[𠮷䶮㛃]/u);
  });
});
