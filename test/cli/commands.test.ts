import { existsSync, readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  jsonOf,
  ownFolder,
  countsWithoutAudit,
  rowCounts,
  runStationCommand,
  startStationProcess,
  type CliRun,
} from "#test/helpers/cli.ts";
import { makeHall } from "#test/helpers/cli-account.ts";
import { goodIntake, writeInput } from "#test/helpers/intake-sample.ts";
import { plantPglite } from "#test/helpers/pglite-template.ts";

/** Done: exit 0, JSON and nothing else on standard output. */
function expectDone(run: CliRun): Record<string, unknown> {
  expect(run).toMatchObject({ code: 0, signal: null });
  return jsonOf(run);
}

/** Not done: exit 1, a Chinese message with English beside it, nothing on standard output. */
function expectFailed(run: CliRun, said: RegExp): void {
  expect(run.err).toMatch(said);
  expect(run).toMatchObject({ code: 1, out: "" });
  expect(run.err).toMatch(/[\u4E00-\u9FFF]/);
  expect(run.err).not.toMatch(/程序内部出错|\n\s+at /);
}

const FACTS = {
  utility: "water",
  on: "2026-11-20",
  crossings: [{ lengthMm: 15000, roadClass: "branch", openedOn: "2015-01-01", overhauledOn: null }],
  lineLengthMm: 200000,
  green: null,
};

describe.concurrent("`hall` without a hall", () => {
  it("lists the profiles", async () => {
    const profiles = jsonOf<{ id: string; documentNumber: string; utilities: string[]; clocks: string[] }[]>(
      await runStationCommand(["profiles", "--data", ownFolder()]),
    );
    expect(profiles.map((profile) => profile.id).toSorted()).toEqual([
      "hunan",
      "huoqiu",
      "neixiang",
      "suizhou",
      "xianning",
    ]);
    for (const profile of profiles)
      expect(profile).toMatchObject({
        documentNumber: expect.stringMatching(/〔20\d\d〕\d+号$/),
        utilities: expect.arrayContaining(["water"]),
        deadlines: expect.any(Array),
      });
  });

  it("gives the JSON Schema of an intake file", async () => {
    const schema = expectDone(await runStationCommand(["schema", "--profile", "huoqiu", "--data", ownFolder()]));
    expect(schema).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: { profile: { const: "huoqiu" }, form: expect.any(Object) },
      required: ["profile", "utilities", "form"],
    });
  });

  it("decides a route and says why, what is missing and what was assumed", async () => {
    const dir = ownFolder();
    const easy = expectDone(
      await runStationCommand(["route", "--profile", "xianning", writeInput(dir, FACTS), "--data", dir]),
    );
    expect(easy).toMatchObject({
      route: "commitment",
      reasons: expect.any(Array),
      missing: [],
      assumptions: expect.any(Array),
    });
    const strict = expectDone(
      await runStationCommand([
        "route",
        "--profile",
        "xianning",
        writeInput(dir, { ...FACTS, lineLengthMm: 200001 }),
        "--data",
        dir,
      ]),
    );
    expect(strict["route"]).toBe("joint-approval");
    const unknown = expectDone(
      await runStationCommand([
        "route",
        "--profile",
        "xianning",
        writeInput(dir, { ...FACTS, green: "unknown" }),
        "--data",
        dir,
      ]),
    );
    expect(unknown).toMatchObject({
      route: "joint-approval",
      missing: expect.arrayContaining([expect.objectContaining({ fact: "green" })]),
    });
  });

  it("refuses facts that are none, and a utility that the profile has not", async () => {
    const dir = ownFolder();
    expectFailed(
      await runStationCommand([
        "route",
        "--profile",
        "xianning",
        writeInput(dir, { ...FACTS, lineLengthMm: 1.5 }),
        "--data",
        dir,
      ]),
      /lineLengthMm：.*须为不小于 0 的整数/,
    );
    expectFailed(
      await runStationCommand([
        "route",
        "--profile",
        "xianning",
        writeInput(dir, { ...FACTS, utility: "steam" }),
        "--data",
        dir,
      ]),
      /utility：.*本地没有这项业务：.*steam/,
    );
    expectFailed(
      await runStationCommand(["route", "--profile", "nowhere", writeInput(dir, FACTS), "--data", dir]),
      /profile：.*没有这个地方规则：nowhere/,
    );
  });

  it("works out when a time limit ends, over the holidays and working weekends of the year", async () => {
    const clock = expectDone(
      await runStationCommand([
        "clock",
        "--profile",
        "xianning",
        "--clock",
        "joint-approval",
        "--from",
        "2026-09-24T10:00+08:00",
        "--data",
        ownFolder(),
      ]),
    );
    expect(clock).toMatchObject({ dueOn: "2026-10-08", calendar: "complete", spans: expect.any(Array) });
    expect(clock["dueAt"]).toBe("2026-10-08T09:00:00.000Z");
  });

  it("says that a year has no calendar, and takes one from a file", async () => {
    const dir = ownFolder();
    const args = [
      "clock",
      "--profile",
      "xianning",
      "--clock",
      "joint-approval",
      "--from",
      "2027-03-01T09:00",
      "--data",
      dir,
    ];
    expect(expectDone(await runStationCommand(args))).toMatchObject({ calendar: "missing", dueOn: null });
    const calendar = {
      year: 2027,
      papers: ["示例通知"],
      days: [{ name: "示例假", date: "2027-03-03", isOffDay: true }],
    };
    const file = writeInput(dir, calendar, "2027.json");
    expect(expectDone(await runStationCommand([...args, "--calendar", file]))).toMatchObject({
      calendar: "complete",
      dueOn: "2027-03-08",
    });
    const placeholder = writeInput(dir, { ...calendar, papers: [], days: [] }, "empty.json");
    expect(expectDone(await runStationCommand([...args, "--calendar", placeholder]))).toMatchObject({
      calendar: "missing",
      dueOn: null,
    });
    expectFailed(
      await runStationCommand([...args, "--calendar", writeInput(dir, "{", "broken.json")]),
      /broken\.json：/,
    );
  });

  it("refuses a clock that the paper does not give, one without a number, and a time that is none", async () => {
    const clock = (profile: string, name: string, from: string) =>
      runStationCommand(["clock", "--profile", profile, "--clock", name, "--from", from, "--data", ownFolder()]);
    expectFailed(
      await clock("xianning", "connection", "2026-09-24"),
      /--clock：.*咸建发〔2022〕21号 没有这个时限：connection/,
    );
    expectFailed(await clock("hunan", "joint-approval", "2026-09-24"), /--clock：.*没有给出时限数字/);
    expectFailed(await clock("xianning", "joint-approval", "2026-02-30"), /--from：.*不是有效的时间/);
  });

  it("says what the machine can do, each finding with its mend", async () => {
    const run = await runStationCommand(["doctor", "--data", ownFolder()]);
    const { ready, findings } = jsonOf<{
      ready: boolean;
      findings: { id: string; ok: boolean; mend: object | null }[];
    }>(run);
    expect(run.code).toBe(ready ? 0 : 1);
    expect(findings.map((finding) => finding.id)).toEqual(
      expect.arrayContaining([
        "node",
        "electron",
        "browser",
        "sqlite",
        "data-folder",
        "profiles",
        "calendar-this-year",
        "fonts",
        "printers",
        "centre",
      ]),
    );
    for (const finding of findings) expect(finding.mend === null).toBe(finding.ok);
  });

  it.each([
    { what: "no command", args: [] },
    { what: "an unknown command", args: ["dance"] },
    { what: "an unknown option", args: ["profiles", "--colour", "red"] },
    { what: "an option of another command", args: ["profiles", "--out", "x"] },
    { what: "an operand too few", args: ["show"] },
    { what: "an operand too many", args: ["show", "a", "b"] },
    { what: "a needed option left out", args: ["ledger", "--date", "2026-11-20"] },
    { what: "an option without its value", args: ["profiles", "--data", ""] },
    { what: "a name of the object's own kind", args: ["constructor"] },
  ])("ends with 2 and the usage for $what", async ({ args }) => {
    const run = await runStationCommand(args);
    expect(run).toMatchObject({ code: 2, out: "" });
    expect(run.err).toMatch(/用法/);
  });

  it("shows the usage when asked, and that is no failure", async () => {
    expect(await runStationCommand(["--help"])).toMatchObject({
      code: 0,
      out: "",
      err: expect.stringMatching(/hall intake FILE\.json/),
    });
  });

  it.each(["show", "print", "ledger"])("says of `%s` that there is no hall in the folder", async (name) => {
    const dir = ownFolder();
    const args =
      {
        show: ["show", "x"],
        print: ["print", "x", "--out", dir],
        ledger: ["ledger", "--date", "2026-11-20", "--out", join(dir, "a.csv")],
      }[name] ?? [];
    expectFailed(await runStationCommand([...args, "--data", join(dir, "none")]), /这个文件夹里没有大厅数据/);
    expect(existsSync(join(dir, "none"))).toBe(false);
  });

  it("ends quietly when its reader has seen enough", async () => {
    const { child, ended } = startStationProcess(["schema", "--profile", "suizhou", "--data", ownFolder()]);
    child.stdout?.destroy();
    expect((await ended).err).toBe("");
  });
});

describe("`hall` on one application", () => {
  let dir = "";
  let taken: Record<string, unknown> = {};

  beforeAll(async () => {
    dir = await makeHall(ownFolder());
    taken = expectDone(
      await runStationCommand([
        "intake",
        writeInput(dir, { ...goodIntake(), key: "0192f0c1-7a3e-4000-8000-00000000000a" }),
        "--data",
        dir,
      ]),
    );
  });

  it("takes it in", () => {
    expect(taken).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      acceptanceNumber: expect.stringMatching(/^T[0-9A-Z]{5}-20\d\d-000001-[0-9A-Z]$/),
      dutyHolder: { name: expect.stringMatching(/./), clause: expect.stringMatching(/./) },
      route: "direct",
      routes: [{ utility: "water", route: "direct" }],
      deadlines: expect.arrayContaining([
        expect.objectContaining({ deadline: "direct" }),
        expect.objectContaining({ deadline: "connection" }),
      ]),
    });
  });

  it("gives the same number for the same key again, and refuses other content under it", async () => {
    const again = { ...goodIntake(), key: "0192f0c1-7a3e-4000-8000-00000000000a" };
    const before = countsWithoutAudit(dir);
    expect(expectDone(await runStationCommand(["intake", writeInput(dir, again), "--data", dir]))).toMatchObject({
      id: taken["id"],
      acceptanceNumber: taken["acceptanceNumber"],
    });
    const other = { ...again, utilities: ["water", "gas"], noOutsideLine: ["gas"] };
    expectFailed(
      await runStationCommand(["intake", writeInput(dir, other), "--data", dir]),
      new RegExp(`已经受理，编号 ${String(taken["acceptanceNumber"])}，但内容与这次提交的不同`),
    );
    expect(countsWithoutAudit(dir)).toEqual(before);
  });

  it("shows it by id and by acceptance number, with audit and print jobs", async () => {
    const byId = expectDone(await runStationCommand(["show", String(taken["id"]), "--data", dir]));
    const byNumber = expectDone(await runStationCommand(["show", String(taken["acceptanceNumber"]), "--data", dir]));
    expect({ ...byNumber, audit: [] }).toEqual({ ...byId, audit: [] });
    expect(byId).toMatchObject({
      content: { form: { header: { applicant: "示例𠮷记有限公司" } } },
      audit: [{ verb: "application.accepted" }, { verb: "application.read", detail: { command: "show" } }],
      printJobs: expect.any(Array),
    });
    expectFailed(await runStationCommand(["show", "T-none", "--data", dir]), /没有找到这份申请：T-none/);
  });

  it("writes its papers and its slip", async () => {
    const out = join(dir, "papers");
    const printed = expectDone(await runStationCommand(["print", String(taken["id"]), "--out", out, "--data", dir]));
    expect(readdirSync(out).toSorted()).toEqual([
      "approval-sheet.pdf",
      "commitment-letter.pdf",
      "slip.bin",
      "slip.png",
      "unified-form.pdf",
      "voucher.pdf",
    ]);
    expect((printed["files"] as string[]).toSorted()).toEqual(readdirSync(out).toSorted());
    expect(printed).toMatchObject({ out, unprintable: [], specimens: expect.arrayContaining(["approval-sheet.pdf"]) });
    const beginnings: Record<string, RegExp> = { ".pdf": /^%PDF/, ".png": /^\x89PNG/ };
    for (const name of readdirSync(out))
      expect(readFileSync(join(out, name)).subarray(0, 4).toString("latin1")).toMatch(
        beginnings[extname(name)] ?? /^\x1b/,
      );
    expectFailed(await runStationCommand(["print", "none", "--out", out, "--data", dir]), /没有找到这份申请/);
  });

  it("writes the day's ledger, and an empty one for a day without intake", async () => {
    const shown = expectDone(await runStationCommand(["show", String(taken["id"]), "--data", dir]));
    const day = new Date(Date.parse(String(shown["acceptedAt"])) + 8 * 3_600_000).toISOString().slice(0, 10);
    for (const format of ["xlsx", "csv"]) {
      const out = join(dir, `day.${format}`);
      expect(expectDone(await runStationCommand(["ledger", "--date", day, "--out", out, "--data", dir]))).toMatchObject(
        {
          out,
          date: day,
          format,
          rows: 1,
          bytes: readFileSync(out).length,
        },
      );
    }
    expect(readFileSync(join(dir, "day.csv"), "utf8")).toContain(String(taken["acceptanceNumber"]));
    expect(
      expectDone(
        await runStationCommand(["ledger", "--date", "2020-02-29", "--out", join(dir, "none.csv"), "--data", dir]),
      ),
    ).toMatchObject({ rows: 0 });
    expectFailed(
      await runStationCommand(["ledger", "--date", "2026-02-29", "--out", join(dir, "a.csv"), "--data", dir]),
      /--date：.*须为存在的日期/,
    );
    expectFailed(
      await runStationCommand(["ledger", "--date", day, "--out", join(dir, "a.pdf"), "--data", dir]),
      /--out：.*文件名须以 \.xlsx 或 \.csv 结尾/,
    );
    expectFailed(
      await runStationCommand(["ledger", "--date", day, "--out", join(dir, "no", "a.csv"), "--data", dir]),
      /文件夹不存在/,
    );
  });

  it("sends it to the embedded centre, once", async () => {
    expect(expectDone(await runStationCommand(["sync", "--data", dir]))).toMatchObject({
      drained: 1,
      sent: 1,
      refused: 0,
      unreachable: 0,
    });
    expect(expectDone(await runStationCommand(["sync", "--data", dir]))).toMatchObject({
      drained: 0,
      sent: 1,
      refused: 0,
      unreachable: 0,
    });
  });
});

describe("`hall serve`", () => {
  it("says its address, answers there, keeps a second one out, and ends with its caller", async () => {
    const dir = await makeHall(ownFolder());
    await plantPglite(join(dir, "centre"));
    const { child, ended } = startStationProcess(["serve", "--print-address", "--profile", "suizhou", "--data", dir]);
    const first = await new Promise<string>((resolve) =>
      child.stdout?.once("data", (part: Buffer) => resolve(part.toString("utf8"))),
    );
    const { url, open } = JSON.parse(first) as { url: string; open: string };
    expect(new URL(url).hostname).toBe("127.0.0.1");
    expect(open).toBe(`${new URL(url).origin}/`);
    expect((await fetch(new URL("/", url))).status).toBeLessThan(500);
    const before = rowCounts(dir);
    expectFailed(
      await runStationCommand(["intake", writeInput(dir, goodIntake()), "--data", dir]),
      /正由另一个窗口程序使用/,
    );
    expect(rowCounts(dir)?.["applications"]).toBe(before?.["applications"]);
    child.stdin?.end();
    expect(await ended).toMatchObject({ code: 0, signal: null });
    expectDone(await runStationCommand(["intake", writeInput(dir, goodIntake()), "--data", dir]));
  });

  it("refuses a port that is none and a profile that is not there", async () => {
    const dir = ownFolder();
    expectFailed(
      await runStationCommand(["serve", "--port", "70000", "--data", dir]),
      /--port：须为 0 到 65535 的整数/,
    );
    expectFailed(
      await runStationCommand(["serve", "--profile", "nowhere", "--data", dir]),
      /profile：.*没有这个地方规则：nowhere/,
    );
  });
});
