import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { basename, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openStation } from "#station/app/open-station.ts";
import { CLEAN_SHUTDOWN_MARKER } from "#station/app/clean-shutdown.ts";
import {
  jsonOf,
  ownFolder,
  rowCounts,
  runStationCommand,
  startStationProcess,
  type CliRun,
} from "#test/helpers/cli.ts";
import { makeEnrolledStation } from "#test/helpers/enrolled-hall.ts";
import { ScriptedCentre } from "#test/helpers/scripted-centre.ts";

const PIN = "2468";
const centre = new ScriptedCentre();
let dir = "";

beforeAll(() => centre.open());
afterAll(() => centre.close());
beforeEach(async () => {
  centre.held.clear();
  dir = await makeEnrolledStation(centre, randomUUID());
}, 180_000);

function wipe(lines: string[], ...more: string[]): Promise<CliRun> {
  const { child, ended } = startStationProcess(["wipe", "--data", dir, ...more]);
  child.stdin?.end(lines.map((line) => `${line}\n`).join(""));
  return ended;
}
const send = async (): Promise<void> =>
  void expect(await runStationCommand(["sync", "--data", dir])).toMatchObject({ code: 0 });

describe("hall wipe", () => {
  it("row 66: is refused while anything is unsent, whoever asks and whatever is typed, and names the encrypted export", async () => {
    expect(existsSync(join(dir, CLEAN_SHUTDOWN_MARKER))).toBe(false);
    const before = rowCounts(dir);
    const run = await wipe([PIN, basename(dir)], "--accept-loss");
    expect(run).toMatchObject({ code: 1, out: "" });
    expect(run.err).toMatch(/还有 1 条记录没有同步，0 条被隔离，不能清除/);
    expect(run.err).toContain("hall outbox export");
    // The tries at PINs are one setting, which the first PIN makes.
    expect(rowCounts(dir)).toEqual({ ...before, settings: (before?.["settings"] ?? 0) + 1 });
  });

  it("row 66: wants the supervisor's PIN, the word on what no backup reaches, and the folder's name", async () => {
    await send();
    for (const [lines, options, words] of [
      [["1111", basename(dir)], ["--accept-loss"], /不是值班主管的口令/],
      [[], ["--accept-loss"], /不是值班主管的口令/],
      [[PIN, basename(dir)], [], /1 条记录中心平台已收到但其备份尚未覆盖.*清除后无法找回/],
      [[PIN, "yes"], ["--accept-loss"], /文件夹名不一致/],
      [[PIN], ["--accept-loss"], /文件夹名不一致/],
    ] as const) {
      const run = await wipe([...lines], ...options);
      expect(run).toMatchObject({ code: 1, out: "" });
      expect(run.err).toMatch(words);
      expect(run.err).not.toContain(PIN);
    }
    expect(rowCounts(dir)).toMatchObject({ applications: 1 });
    expect(rowCounts(dir)?.["audit"]).toBeGreaterThan(2);
  });

  it("row 66: removes the hall once everything is sent, and nothing that others laid there or that a link leads to", async () => {
    await send();
    const outside = ownFolder();
    writeFileSync(join(outside, "letter.pdf"), "x");
    mkdirSync(join(dir, "files"), { recursive: true });
    mkdirSync(join(dir, "profiles"));
    mkdirSync(join(dir, "tray"));
    mkdirSync(join(dir, "window"));
    writeFileSync(join(dir, "profiles", "local.json"), "{}");
    writeFileSync(join(dir, "files", "holiday.jpg"), "x");
    writeFileSync(join(dir, "tray", "notes.txt"), "x");
    writeFileSync(join(dir, "tray", "slip.pdf"), "x");
    writeFileSync(join(dir, "window", "Local State"), "{}");
    symlinkSync(outside, join(dir, "centre"));
    const run = await wipe([PIN, basename(dir)], "--accept-loss");
    expect(run).toMatchObject({ code: 0 });
    expect(jsonOf<{ kept: string[] }>(run)).toMatchObject({
      wiped: dir,
      waiting: 0,
      quarantined: 0,
      sent: 1,
      notInBackup: 1,
    });
    expect(jsonOf<{ kept: string[] }>(run).kept.toSorted()).toEqual([
      "centre",
      "files/holiday.jpg",
      "profiles/local.json",
      "tray/notes.txt",
    ]);
    expect(readdirSync(dir).toSorted()).toEqual(["centre", "files", "profiles", "tray"]);
    expect(readdirSync(outside)).toEqual(["letter.pdf"]);
  });

  it("row 66: leaves no folder where nothing else was in it, and finds no hall there a second time", async () => {
    await send();
    expect(await wipe([PIN, basename(dir)], "--accept-loss")).toMatchObject({ code: 0 });
    expect(existsSync(dir)).toBe(false);
    const again = await wipe([PIN, basename(dir)], "--accept-loss");
    expect(again).toMatchObject({ code: 1 });
    expect(again.err).toMatch(/没有大厅数据/);
    expect(existsSync(dir)).toBe(false);
  });

  it("row 66: leaves alone a hall that another program has open", async () => {
    await send();
    const open = await openStation(dir);
    const run = await wipe([PIN, basename(dir)], "--accept-loss");
    open.close();
    expect(run).toMatchObject({ code: 1 });
    expect(run.err).toMatch(/正由另一个窗口程序使用/);
  });
});

it("row 66: the mark that uninstallers look for is there only after an orderly close with everything sent", async () => {
  await send();
  expect(existsSync(join(dir, CLEAN_SHUTDOWN_MARKER))).toBe(true);
  const open = await openStation(dir);
  expect(existsSync(join(dir, CLEAN_SHUTDOWN_MARKER))).toBe(false);
  open.close();
  expect(existsSync(join(dir, CLEAN_SHUTDOWN_MARKER))).toBe(true);
});
