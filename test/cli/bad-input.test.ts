import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { beforeAll, describe, expect, it } from "vitest";
import { countsWithoutAudit, jsonOf, ownFolder, rowCounts, runStationCommand, writeToken } from "#test/helpers/cli.ts";
import { makeHall } from "#test/helpers/cli-account.ts";
import { goodIntake, writeInput } from "#test/helpers/intake-sample.ts";
import { runHere } from "#test/helpers/run-in-process.ts";
import { savedAs } from "#test/helpers/saved-as.ts";
import { TEST_TOKEN } from "#test/helpers/test-token.ts";

type Change = (intake: ReturnType<typeof goodIntake>) => void;
type Wrong = { what: string; change: Change; names: RegExp };

const header = (intake: ReturnType<typeof goodIntake>) => intake.form["header"] ?? {};
const water = (intake: ReturnType<typeof goodIntake>) => intake.form["water"] ?? {};
const line = (intake: ReturnType<typeof goodIntake>) => intake.outsideLines[0] ?? {};
const crossing = (intake: ReturnType<typeof goodIntake>) =>
  (line(intake)["crossings"] as Record<string, unknown>[])[0] ?? {};
const deep = (levels: number): unknown => JSON.parse("[".repeat(levels) + "]".repeat(levels));

const wrongs: Wrong[] = [
  {
    what: "an unknown profile",
    change: (i) => (i.profile = "nowhere"),
    names: /profile：.*没有这个地方规则：nowhere（现有：/,
  },
  { what: "no profile", change: (i) => Reflect.deleteProperty(i, "profile"), names: /profile：/ },
  {
    what: "an unknown utility",
    change: (i) => (i.utilities = ["water", "oil"]),
    names: /utilities\[1\]：.*本地没有这项业务：.*oil/,
  },
  { what: "no utility", change: (i) => (i.utilities = []), names: /utilities：.*请至少勾选一项业务/ },
  {
    what: "a utility ticked twice",
    change: (i) => (i.utilities = ["water", "water"]),
    names: /utilities\[1\]：.*业务重复/,
  },
  {
    what: "a required field left out",
    change: (i) => (header(i)["applicant"] = " "),
    names: /form\.header\.applicant：.*申请单位：必填/,
  },
  {
    what: "a number where text belongs",
    change: (i) => (header(i)["site"] = 12),
    names: /form\.header\.site：.*申请安装地址：应为文字/,
  },
  {
    what: "text where a number belongs",
    change: (i) => (water(i)["demand"] = "很多"),
    names: /form\.water\.demand：.*供水需求：应为数字/,
  },
  {
    what: "a unit that the field has not",
    change: (i) => (water(i)["demand"] = { amount: "1", unit: "furlong" }),
    names: /form\.water\.demand：.*供水需求：单位只能是/,
  },
  {
    what: "a choice that is none",
    change: (i) => (water(i)["businessType"] = "renewal"),
    names: /form\.water\.businessType：.*业务类型：只能选：新开户/,
  },
  {
    what: "a negative amount",
    change: (i) => (water(i)["demand"] = "-3"),
    names: /form\.water\.demand：.*供水需求：不能为负数/,
  },
  { what: "a huge number", change: (i) => (water(i)["demand"] = 1e300), names: /form\.water\.demand：/ },
  {
    what: "an infinite number",
    change: (i) => (water(i)["demand"] = Number.MAX_VALUE),
    names: /form\.water\.demand：/,
  },
  {
    what: "a day that does not exist",
    change: (i) => (header(i)["appointment"] = "2026-02-30T09"),
    names: /form\.header\.appointment：.*预约接入时间：没有这一天/,
  },
  {
    what: "an hour that does not exist",
    change: (i) => (header(i)["appointment"] = "2026-12-02T24"),
    names: /form\.header\.appointment：.*预约接入时间：钟点/,
  },
  {
    what: "a negative length",
    change: (i) => (line(i)["lineLengthMm"] = -1),
    names: /outsideLines\[0\]\.lineLengthMm：.*不能为负数/,
  },
  {
    what: "a fractional length",
    change: (i) => (line(i)["lineLengthMm"] = 1200.5),
    names: /outsideLines\[0\]\.lineLengthMm：.*须为不小于 0 的整数/,
  },
  {
    what: "a length as text",
    change: (i) => (crossing(i)["lengthMm"] = "8000"),
    names: /outsideLines\[0\]\.crossings\[0\]\.lengthMm：/,
  },
  {
    what: "a length beyond any line",
    change: (i) => (line(i)["lineLengthMm"] = 1e15),
    names: /outsideLines\[0\]\.lineLengthMm：/,
  },
  {
    what: "a road class that is none",
    change: (i) => (crossing(i)["roadClass"] = "motorway"),
    names: /outsideLines\[0\]\.crossings\[0\]\.roadClass：第 1 处穿越的道路等级：/,
  },
  {
    what: "an impossible date of a road",
    change: (i) => (crossing(i)["openedOn"] = "2023-02-29"),
    names: /outsideLines\[0\]\.crossings\[0\]\.openedOn：第 1 处穿越的道路交付使用日期：没有这一天/,
  },
  {
    what: "an outside line of a utility that is not ticked",
    change: (i) => (line(i)["utility"] = "gas"),
    names: /outsideLines\[0\]\.utility：.*没有勾选这项业务：天然气报装/,
  },
  {
    what: "a utility both with facts and without a line",
    change: (i) => (i.noOutsideLine = ["water"]),
    names: /outsideLines\[0\]\.utility：.*既填了外线工程又勾了无外线工程/,
  },
  {
    what: "a megabyte in a text field",
    change: (i) => (header(i)["applicant"] = "长".repeat(1_000_000)),
    names: /form\.header\.applicant：.*申请单位：过长，最多/,
  },
  {
    what: "a megabyte as a utility",
    change: (i) => (line(i)["utility"] = "x".repeat(1_000_000)),
    names: /outsideLines\[0\]\.utility：.*没有勾选这项业务：x+…/,
  },
  { what: "a megabyte as a key", change: (i) => (i["y".repeat(1_000_000)] = 1), names: /不认识的项目：y+…/ },
  {
    what: "control characters in a name",
    change: (i) => (header(i)["contact"] = "示例\u0007人"),
    names: /form\.header\.contact：.*联系人：含有不能使用的控制字符 U\+0007/,
  },
  {
    what: "a line break in a one-line field",
    change: (i) => (header(i)["site"] = "示例路\n1 号"),
    names: /form\.header\.site：.*申请安装地址：只能写成一行，不能换行/,
  },
  {
    what: "text that turns its direction",
    change: (i) => (header(i)["contact"] = "示\u202e例"),
    names: /form\.header\.contact：.*联系人：含有改变文字方向的字符 U\+202E/,
  },
  {
    what: "half a character",
    change: (i) => (header(i)["contact"] = "示\ud842"),
    names: /form\.header\.contact：.*联系人：含有不完整的字符/,
  },
  {
    what: "`<script>` where a choice belongs",
    change: (i) => (water(i)["businessType"] = "<script>alert(1)</script>"),
    names: /form\.water\.businessType：/,
  },
  {
    what: "`=cmd()` where a number belongs",
    change: (i) => (water(i)["demand"] = "=cmd()"),
    names: /form\.water\.demand：.*供水需求：应为数字/,
  },
  {
    what: "`=cmd()` where a date belongs",
    change: (i) => (header(i)["appointment"] = "=cmd()"),
    names: /form\.header\.appointment：.*预约接入时间：应为日期和钟点/,
  },
  { what: "an unknown key", change: (i) => (i["colour"] = "red"), names: /不认识的项目：colour/ },
  { what: "an unknown section", change: (i) => (i.form["oil"] = {}), names: /form\.oil：.*申请表：没有这一栏：oil/ },
  {
    what: "an unknown field",
    change: (i) => (water(i)["colour"] = "red"),
    names: /form\.water\.colour：.*用水报装资料（选填）：表中没有这一项：colour/,
  },
  { what: "an unknown fact", change: (i) => (line(i)["depth"] = 3), names: /outsideLines\[0\]：.*不认识的项目：depth/ },
  {
    what: "names of the object's own kind as fields",
    change: (i) => (water(i)["constructor"] = "x"),
    names: /form\.water\.constructor：/,
  },
  { what: "a channel that is none", change: (i) => (i["channel"] = "pigeon"), names: /channel：.*应为下列之一/ },
  { what: "a key that is no UUID", change: (i) => (i.key = "1"), names: /key：.*须为 UUID/ },
  { what: "a list in place of the form", change: (i) => Reflect.set(i, "form", []), names: /form：.*应为对象/ },
  {
    what: "nesting a thousand deep in a field",
    change: (i) => (water(i)["demand"] = deep(1000)),
    names: /form\.water\.demand\[0\].*：嵌套超过/,
  },
];

const valid = (): string => JSON.stringify(goodIntake());
const files: { what: string; content: string | Uint8Array; names: RegExp }[] = [
  { what: "malformed JSON", content: `${valid().slice(0, -1)},}`, names: /intake\.json：不是有效的 JSON/ },
  { what: "JSON cut short", content: valid().slice(0, 200), names: /intake\.json：不是有效的 JSON/ },
  { what: "an empty file", content: "", names: /intake\.json：文件是空的/ },
  { what: "a file of blanks", content: " \n\t", names: /intake\.json：文件是空的/ },
  {
    what: "a file in UTF-8 that lost a byte",
    content: Buffer.from(valid()).filter((_byte, at, all) => at !== all.findIndex((one) => one > 127)),
    names: /intake\.json：不是可以识别的文字编码/,
  },
  {
    what: "a file in UTF-16 that was cut",
    content: Buffer.from(`\uFEFF${valid()}`, "utf16le").subarray(0, -1),
    names: /intake\.json：不是可以识别的文字编码/,
  },
  { what: "a file larger than any intake", content: Buffer.alloc(6_000_000, 32), names: /intake\.json：文件超过 5 MB/ },
  { what: "a bare list", content: "[]", names: /整个文件：.*应为对象/ },
  { what: "null", content: "null", names: /整个文件：.*应为对象/ },
  { what: "nesting a hundred thousand deep", content: "[".repeat(100_000) + "]".repeat(100_000), names: /嵌套超过/ },
  {
    what: "a key named __proto__",
    content: valid().replace('{"profile"', '{"__proto__":{"channel":"kiosk"},"profile"'),
    names: /__proto__：不认识的项目/,
  },
  {
    what: "__proto__ among the sections",
    content: valid().replace('"form":{', '"form":{"__proto__":{},'),
    names: /form\.__proto__：不认识的项目/,
  },
  {
    what: "__proto__ among the fields",
    content: valid().replace('"water":{', '"water":{"__proto__":{"demand":"1"},'),
    names: /form\.water\.__proto__：不认识的项目/,
  },
  {
    what: "__proto__ among the facts",
    content: valid().replace('{"utility"', '{"__proto__":{"utility":"gas"},"utility"'),
    names: /outsideLines\[0\]\.__proto__：不认识的项目/,
  },
  {
    what: "an infinite length",
    content: valid().replace('"lineLengthMm":120000', '"lineLengthMm":1e999'),
    names: /outsideLines\[0\]\.lineLengthMm：/,
  },
];

describe("bad input to `hall intake`", () => {
  let hall = "";
  let token = "";
  let before: Record<string, number> | null = null;

  beforeAll(async () => {
    hall = await makeHall(ownFolder());
    token = writeToken(TEST_TOKEN);
    const run = await runStationCommand(["intake", writeInput(ownFolder(), goodIntake()), "--data", hall]);
    expect(run.code).toBe(0);
    before = countsWithoutAudit(hall);
  });

  /** Refused with a Chinese message that names the field, an English one beside it, nothing on standard output, and nothing written. */
  async function expectRefused(file: string, names: RegExp): Promise<void> {
    const dataDir = ownFolder();
    cpSync(hall, dataDir, { recursive: true });
    const run = await runHere("intake", file, "--data", dataDir, "--token-file", token);
    expect(run.err).toMatch(names);
    expect(run).toMatchObject({ code: 1, out: "" });
    expect(run.err).toContain("没有写入任何数据");
    expect(run.err).toContain("Nothing was written");
    expect(run.err).not.toMatch(/程序内部出错|\n\s+at /);
    expect(run.err.length).toBeLessThan(6000);
    expect(run.err).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202A-\u202E]/);
    expect(countsWithoutAudit(dataDir)).toEqual(before);
  }

  it.each(wrongs)("refuses $what", async ({ change, names }) => {
    const intake = goodIntake();
    change(intake);
    await expectRefused(writeInput(ownFolder(), intake), names);
  });

  it.each(files)("refuses $what", async ({ content, names }) => {
    await expectRefused(writeInput(ownFolder(), content), names);
  });

  it("ends a process of its own with 1, and says nothing on standard output", async () => {
    const run = await runStationCommand(["intake", writeInput(ownFolder(), "null"), "--data", hall]);
    expect(run).toMatchObject({ code: 1, signal: null, out: "" });
    expect(run.err).toMatch(/整个文件：.*应为对象/);
  });

  it("refuses a folder in place of a file, and a file that is not there", async () => {
    const dir = ownFolder();
    mkdirSync(join(dir, "intake.json"));
    await expectRefused(join(dir, "intake.json"), /这是一个文件夹，不是文件/);
    await expectRefused(join(dir, "none.json"), /没有这个文件/);
  });

  it("gives no number while the clock is years ahead of the last time it was trusted", async () => {
    const dataDir = ownFolder();
    cpSync(hall, dataDir, { recursive: true });
    const db = new Database(join(dataDir, "hall.db"));
    db.prepare("UPDATE settings SET value = '2020-01-01T00:00:00.000Z' WHERE key = 'clock.lastSeen'").run();
    db.close();
    const run = await runStationCommand(["intake", writeInput(ownFolder(), goodIntake()), "--data", dataDir]);
    expect(run).toMatchObject({ code: 1, out: "" });
    expect(run.err).toMatch(/电脑时间比本机上次可信的时间晚 \d+ 天[^]*没有写入任何数据[^]*核对电脑的日期/);
    expect(rowCounts(dataDir)?.applications).toEqual(before?.applications);
  });

  it("does not even make a hall's folder for an unreadable file", async () => {
    const dir = ownFolder();
    const run = await runStationCommand(["intake", writeInput(dir, "{"), "--data", join(dir, "hall")]);
    expect(run.code).toBe(1);
    expect(rowCounts(join(dir, "hall"))).toBeNull();
  });

  it("takes a file with a byte order mark, and one in GB18030", async () => {
    const dir = await makeHall(ownFolder());
    const saved = savedAs(valid());
    for (const bytes of [saved["UTF-8 with a mark"], saved.GB18030])
      expect(await runStationCommand(["intake", writeInput(dir, bytes), "--data", dir])).toMatchObject({ code: 0 });
  });

  it("takes `<script>`, `=cmd()` and quotes in free text and keeps them as they are", async () => {
    const dir = await makeHall(ownFolder());
    const intake = goodIntake();
    const texts = {
      applicant: "<script>alert('示例')</script>",
      site: "=cmd|'/c calc'!A1",
      contact: '=HYPERLINK("x");--',
    };
    Object.assign(header(intake), texts);
    const run = await runStationCommand(["intake", writeInput(dir, intake), "--data", dir]);
    expect(run.code).toBe(0);
    const shown = await runStationCommand(["show", jsonOf<{ id: string }>(run).id, "--data", dir]);
    expect(jsonOf<{ content: { form: { header: object } } }>(shown).content.form.header).toMatchObject(texts);
  });
});
