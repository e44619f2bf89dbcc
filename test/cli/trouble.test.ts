import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it, type TestContext } from "vitest";
import {
  countsWithoutAudit,
  jsonOf,
  ownFolder,
  rowCounts,
  runStationCommand,
  type CliOptions,
  type CliRun,
} from "#test/helpers/cli.ts";
import { makeHall } from "#test/helpers/cli-account.ts";
import { goodIntake, writeInput } from "#test/helpers/intake-sample.ts";
import { ScriptedCentre } from "#test/helpers/scripted-centre.ts";

const isRoot = process.getuid?.() === 0;
/** Root ignores modes: it is started without that right. */
const bound: CliOptions = isRoot
  ? { before: ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"] }
  : {};

function expectSaid(run: CliRun, said: RegExp): void {
  expect(run.err).toMatch(said);
  expect(run).toMatchObject({ code: 1, out: "" });
  expect(run.err).not.toMatch(/程序内部出错|\n\s+at /);
}

async function stationWithOne(dir = ownFolder()): Promise<string> {
  await makeHall(dir);
  const run = await runStationCommand(["intake", writeInput(ownFolder(), goodIntake()), "--data", dir]);
  expect(run.code).toBe(0);
  return dir;
}

async function deadPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Enrols a hall at a scripted centre and gives the centre. */
async function enrolled(dir: string): Promise<ScriptedCentre> {
  const centre = new ScriptedCentre();
  const url = await centre.open();
  centre.script = () => ({
    status: 201,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ stationId: "0192f0c1-7a3e-4000-8000-0000000000c1", prefix: "K07", token: "t".repeat(43) }),
  });
  const run = await runStationCommand(["enrol", "--centre", url, "--data", dir], { input: "示例-注册码-0001" });
  expect(run).toMatchObject({ code: 0 });
  expect(jsonOf(run)).toEqual({ prefix: "K07" });
  return centre;
}

describe("the centre is closed", () => {
  it("intake goes on, sync says so with exit 1, and everything arrives once it is back", async () => {
    const dir = await stationWithOne();
    const centre = await enrolled(dir);
    centre.script = () => "reset";
    const next = await runStationCommand(["intake", writeInput(ownFolder(), goodIntake()), "--data", dir]);
    expect(jsonOf(next)).toMatchObject({ acceptanceNumber: expect.stringMatching(/^K07-20\d\d-000001-/) });
    const before = rowCounts(dir);
    const down = await runStationCommand(["sync", "--data", dir]);
    expect(down.code).toBe(1);
    expect(jsonOf(down)).toMatchObject({
      drained: 0,
      sent: 0,
      refused: 0,
      unreachable: 2,
      hold: { failure: "unreachable" },
    });
    expect(down.err).toMatch(/[\u4E00-\u9FFF]/);
    // Nothing but the story of each entry grew.
    expect(rowCounts(dir)).toEqual({ ...before, outbox_events: 2 });
    centre.script = () => "accept";
    const up = await runStationCommand(["sync", "--data", dir]);
    expect(up.code).toBe(0);
    expect(jsonOf(up)).toMatchObject({ drained: 2, sent: 2, unreachable: 0 });
    expect(centre.held.size).toBe(2);
    await centre.close();
  });

  it("a centre that refuses a record sets it aside with its reason, and sync ends with 1", async () => {
    const dir = await stationWithOne();
    const centre = await enrolled(dir);
    centre.script = () => ({
      status: 422,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code: "bad-request", what: { zh: "不收", en: "no" }, fields: [], held: null }),
    });
    const run = await runStationCommand(["sync", "--data", dir]);
    expect(run.code).toBe(1);
    expect(jsonOf(run)).toMatchObject({
      drained: 0,
      refused: 1,
      unreachable: 0,
      entries: [
        {
          state: "quarantined",
          reason: { zh: expect.stringMatching(/拒收（422）/) },
          next: { zh: expect.stringMatching(/./) },
        },
      ],
    });
    await centre.close();
  });

  it("enrolling where nobody answers is said plainly and changes nothing", async () => {
    const dir = await stationWithOne();
    const before = rowCounts(dir);
    expectSaid(
      await runStationCommand(["enrol", "--centre", `http://127.0.0.1:${await deadPort()}`, "--data", dir], {
        input: "x",
      }),
      /[\u4E00-\u9FFF]/,
    );
    expectSaid(
      await runStationCommand(["enrol", "--centre", "not an address", "--data", dir], { input: "x" }),
      /[\u4E00-\u9FFF]/,
    );
    expect(rowCounts(dir)).toEqual(before);
  });
});

describe("the folder is read-only", () => {
  const intake = (dir: string) =>
    runStationCommand(["intake", writeInput(ownFolder(), goodIntake()), "--data", dir], bound);

  const modesIn = (dir: string) => readdirSync(dir).map((name) => ({ name, mode: statSync(join(dir, name)).mode }));

  it("an empty one: a command that would begin a hall says so and leaves nothing", async () => {
    const dir = ownFolder();
    chmodSync(dir, 0o555);
    for (const data of [dir, join(dir, "hall")])
      expectSaid(await runStationCommand(["sync", "--data", data], bound), /无法使用数据文件夹/);
    expect(readdirSync(dir)).toEqual([]);
    chmodSync(dir, 0o755);
  });

  it("a hall's: intake and sync say so, reading still works, and nothing is lost", async () => {
    const dir = await stationWithOne();
    const before = rowCounts(dir);
    for (const { name, mode } of modesIn(dir)) chmodSync(join(dir, name), mode & 0o555);
    chmodSync(dir, 0o555);
    expectSaid(await intake(dir), /没能写入数据|无法使用数据文件夹|无法打开数据文件/);
    expectSaid(
      await runStationCommand(["sync", "--data", dir], bound),
      /没能写入数据|无法使用数据文件夹|无法打开数据文件/,
    );
    chmodSync(dir, 0o755);
    for (const { name, mode } of modesIn(dir)) chmodSync(join(dir, name), mode | 0o200);
    expect(rowCounts(dir)).toEqual(before);
    expect((await intake(dir)).code).toBe(0);
  });

  it("the folder for papers, a ledger or a demo: said plainly, no half file", async () => {
    const dir = await stationWithOne();
    const out = ownFolder();
    chmodSync(out, 0o555);
    const shown = await runStationCommand(
      ["ledger", "--date", "2026-11-21", "--out", join(out, "day.xlsx"), "--data", dir],
      bound,
    );
    expectSaid(shown, /没有写入权限/);
    expectSaid(await runStationCommand(["demo", "--out", join(out, "demo")], bound), /没有写入权限/);
    expect(readdirSync(out)).toEqual([]);
    chmodSync(out, 0o755);
  });

  it("a file is where the folder should be", async () => {
    const file = writeInput(ownFolder(), "x", "hall");
    expectSaid(await runStationCommand(["sync", "--data", file]), /无法使用数据文件夹/);
  });
});

describe("native code cannot be loaded", () => {
  it("no command opens a hall: each says why and ends with 1, and the doctor says it as well", async () => {
    const dir = ownFolder();
    const plant = "process.dlopen = () => { throw new Error('wrong ELF class'); };";
    const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(plant)}` };
    for (const command of [["serve", "--port", "0"], ["sync"]])
      expectSaid(
        await runStationCommand([...command, "--data", dir], { env }),
        /启动自检没有通过：SQLite 无法加载（.*）：wrong ELF class；绘图组件 无法加载/,
      );
    expect(readdirSync(dir)).toEqual([]);
    const doctor = await runStationCommand(["doctor", "--data", dir], { env });
    expect(doctor.code).toBe(1);
    expect(jsonOf(doctor)).toMatchObject({
      ready: false,
      findings: expect.arrayContaining([
        expect.objectContaining({ id: "sqlite", ok: false }),
        expect.objectContaining({ id: "drawing", ok: false }),
      ]),
    });
  });
});

describe("the disk is full", () => {
  /** A disk of its own, a few hundred kilobytes large; skips where this account may not mount one. */
  function smallDisk(context: TestContext, kilobytes: number): string {
    const dir = ownFolder();
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k,mode=700`, "tmpfs", dir], { stdio: "pipe" });
    } catch {
      context.skip("mounting a small disk needs root; the same is proved by injected errors in test/faults");
    }
    context.onTestFinished(() => void execFileSync("umount", ["-l", dir]));
    return dir;
  }

  it("from the start: no hall is begun, and it is said", async (context) => {
    const dir = smallDisk(context, 64);
    expectSaid(await runStationCommand(["sync", "--data", dir]), /启动自检没有通过：磁盘剩余 0 MB/);
    expect(rowCounts(dir)?.["stations"] ?? 0).toBe(0);
  });

  it("in the middle of a day: the act is refused whole, what was there stays, and work goes on once there is room", async (context) => {
    const dir = smallDisk(context, 2400);
    cpSync(await stationWithOne(), dir, { recursive: true });
    const before = countsWithoutAudit(dir);
    writeFillerUntilFull(join(dir, "filler"));
    expectSaid(
      await runStationCommand(["intake", writeInput(ownFolder(), goodIntake()), "--data", dir]),
      /无法打开数据文件|没能写入数据/,
    );
    rmSync(join(dir, "filler"));
    expect(countsWithoutAudit(dir)).toEqual(before);
    const run = await runStationCommand(["intake", writeInput(ownFolder(), goodIntake()), "--data", dir]);
    expect(jsonOf(run)).toMatchObject({ acceptanceNumber: expect.stringMatching(/-000002-/) });
  });

  it("where papers, a ledger or a demo go: said plainly, no half file", async (context) => {
    const hall = await stationWithOne();
    const dir = smallDisk(context, 64);
    const id = jsonOf<{ id: string }>(
      await runStationCommand(["intake", writeInput(ownFolder(), { ...goodIntake() }), "--data", hall]),
    ).id;
    expectSaid(await runStationCommand(["print", id, "--out", dir, "--data", hall]), /磁盘空间不足/);
    expect(readdirSync(dir).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    for (const name of readdirSync(dir)) rmSync(join(dir, name), { recursive: true });
    mkdirSync(join(dir, "demo"));
    expectSaid(await runStationCommand(["demo", "--out", join(dir, "demo")]), /启动自检没有通过：磁盘剩余 0 MB/);
  });

  function writeFillerUntilFull(file: string): void {
    for (let size = 1 << 20; size >= 1024; size /= 2) {
      try {
        for (;;) writeFileSync(file, Buffer.alloc(size), { flag: "a" });
      } catch {
        // Full at this piece size; a smaller one may still fit.
      }
    }
  }
});

describe("a copy of the folder", () => {
  it("opens as the hall it was, so a restored backup loses nothing", async () => {
    const dir = await stationWithOne();
    const copy = ownFolder();
    cpSync(dir, copy, { recursive: true });
    expect(rowCounts(copy)).toEqual(rowCounts(dir));
    expect((await runStationCommand(["intake", writeInput(ownFolder(), goodIntake()), "--data", copy])).code).toBe(0);
  });
});
