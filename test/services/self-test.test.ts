import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { problemText } from "#station/shell/open-problem.ts";
import { thisMachine, type Machine } from "#station/app/machine.ts";
import { openStation, type StationOptions } from "#station/app/open-station.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { plantStore, testProfiles } from "#test/helpers/store-template.ts";

const folders: string[] = [];
afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), "liandong-self-test-"));
  folders.push(dir);
  return dir;
}

const fail = (message: string) => (): never => {
  throw new Error(message);
};
const sound = thisMachine.sqlite();
const sqlite = (version: string, options = sound.options) => ({ sqlite: () => ({ version, options }) });

const open = (dir: string, options: StationOptions) => openStation(dir, { ...testProfiles(), ...options });

/** What the window's box says of a hall that did not open. */
async function saidBy(dir: string, options: StationOptions): Promise<string> {
  const error: unknown = await open(dir, options).catch((thrown: unknown) => thrown);
  if (!(error instanceof ProblemError)) throw new Error("the hall opened, or ended without words");
  expect(error.problem.code).toBe("machine-unfit");
  return problemText(error.problem).body;
}

describe("the self-test at the start", () => {
  it.each<{ what: string; planted: Partial<Machine>; says: RegExp }>([
    {
      what: "SQLite cannot be loaded",
      planted: { sqlite: fail("invalid ELF header\n at dlopen"), arch: "x64" },
      says: /SQLite 无法加载（\w+ x64）：invalid ELF header。[^]*重新安装程序/,
    },
    {
      what: "the processor is one that nothing was built for",
      planted: { sqlite: fail("no prebuild"), arch: "loong64" },
      says: /不支持这台电脑的处理器（loong64）[^]*请换用 x64 或 arm64/,
    },
    {
      what: "the drawing component cannot be loaded",
      planted: { loadDrawing: fail("gone") },
      says: /绘图组件 无法加载/,
    },
    { what: "a font is gone", planted: { missingFonts: () => ["rare-a.ttf"] }, says: /缺少字体：rare-a\.ttf/ },
    {
      what: "the package of the fonts is gone",
      planted: { missingFonts: fail("Cannot find module 'x'") },
      says: /缺少字体：Cannot find module/,
    },
    { what: "SQLite is too old", planted: sqlite("3.51.2"), says: /SQLite 3\.51\.2 不能使用（< 3\.51\.3）/ },
    { what: "SQLite has no text search", planted: sqlite("3.54.1", []), says: /（- ENABLE_FTS5）/ },
    {
      what: "SQLite was built without a log",
      planted: sqlite("3.54.1", [...sound.options, "OMIT_WAL"]),
      says: /（\+ OMIT_WAL）/,
    },
    {
      what: "a new hall would fill the disk",
      planted: { freeBytes: () => 49_000_000 },
      says: /剩余 49 MB[^]*请腾出至少 50 MB/,
    },
  ])("stops in words and writes nothing where $what", async ({ planted, says }) => {
    const dir = folder();
    const said = await saidBy(dir, { machine: { ...thisMachine, ...planted } });
    expect(said).toMatch(says);
    expect(said).toContain("The self-test at the start failed");
    expect(said).not.toContain("at dlopen");
    expect(readdirSync(dir)).toEqual([]);
  });

  it("stops where the clock stands before this program was made", async () => {
    expect(await saidBy(folder(), { now: () => "2009-01-01T00:00:12.000Z" })).toMatch(/系统时间 2009-01-01[^]*请校准/);
  });

  it("names every fault at once, and what to do only once", async () => {
    const said = await saidBy(folder(), {
      machine: { ...thisMachine, loadDrawing: fail("gone"), missingFonts: () => ["a.ttf"] },
    });
    expect(said).toMatch(/绘图组件[^]*a\.ttf/);
    expect(said.match(/请重新安装程序/g)).toHaveLength(1);
  });

  it("opens a hall that exists on a full disk, so that people can read", async () => {
    const dir = folder();
    await plantStore(dir);
    const station = await open(dir, { machine: { ...thisMachine, freeBytes: () => 0 } });
    station.close();
  });

  it("passes newer versions of SQLite", async () => {
    for (const version of ["3.51.3", "3.52.0", "4.0.0"])
      (await open(folder(), { machine: { ...thisMachine, ...sqlite(version) } })).close();
  });
});
