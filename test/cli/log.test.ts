import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { openStation } from "#station/app/open-station.ts";
import { asJob, asRequest, openLog } from "#station/core/log.ts";
import { ownFolder, runStationCommand, startStationProcess } from "#test/helpers/cli.ts";

const logFile = (dir: string): string => join(dir, "logs", "station.log");

describe("hall log", () => {
  const dir = ownFolder();
  beforeAll(() => {
    const log = openLog(dir);
    asRequest("REQ23456", () => log.area("calls").error({ err: new TypeError("fetch failed") }, "answering a call"));
    asJob("job-1", () => log.area("printing").info({ kind: "slip", outcome: "sent" }, "printed a job"));
    appendFileSync(
      join(dir, "logs", "centre.log"),
      '{"time":"2026-01-01T00:00:00.000Z","level":"warn","msg":"slow"}\n',
    );
    appendFileSync(logFile(dir), '{"half of a li');
  });
  const shown = async (...args: string[]): Promise<string> =>
    (await runStationCommand(["log", "--data", dir, ...args])).out;

  it("shows every entry with its time in China, level, area, sentence and fields, the oldest first", async () => {
    const out = await shown();
    expect(out).toMatch(/^2026-01-01 08:00:00\.000 warn {2}centre: slow\n/);
    expect(out).toMatch(
      / error calls: answering a call {2}requestId="REQ23456" {2}pid=\d+ {2}err=\{"type":"TypeError"/,
    );
    expect(out).toMatch(/\n {4}at .*log\.test\.ts/);
    expect(out).toMatch(/ info {2}printing: printed a job .*jobId="job-1".*kind="slip" {2}outcome="sent"/);
  });

  it("filters by level, area, id and time", async () => {
    expect((await shown("--level", "error")).match(/^\d{4}-/gm)).toHaveLength(1);
    expect(await shown("--area", "printing")).toMatch(/^\S+ \S+ info {2}printing: printed a job[^\n]*\n$/);
    expect(await shown("--id", "REQ23456")).toContain("answering a call");
    expect(await shown("--id", "job-1")).not.toContain("answering a call");
    expect((await shown("--since", "1h")).match(/^\d{4}-/gm)).toHaveLength(2);
    expect((await shown("--since", "2026-01-01")).match(/^\d{4}-/gm)).toHaveLength(3);
  });

  it("names in both languages what it cannot read of its options", async () => {
    const level = await runStationCommand(["log", "--data", dir, "--level", "loud"]);
    expect(level.code).toBe(1);
    expect(level.err).toContain("--level：须为");
    expect(level.err).toContain("--level: must be one of");
    expect((await runStationCommand(["log", "--data", dir, "--since", "soon"])).err).toContain("--since");
  });

  it("follows what comes, over a file that is rolled meanwhile, until it is asked to stop", async () => {
    const { child, ended } = startStationProcess(["log", "--data", dir, "--follow", "--since", "1h"]);
    let out = "";
    child.stdout?.on("data", (part: Buffer) => (out += part.toString("utf8")));
    await expect.poll(() => out).toContain("printed a job");
    renameSync(logFile(dir), join(dir, "logs", "station.1.log"));
    openLog(dir).area("sync").info("came later");
    await expect.poll(() => out).toContain("came later");
    child.kill("SIGTERM");
    expect((await ended).code).toBe(0);
  });

  it("says so where there is no log, and makes none", async () => {
    const empty = ownFolder();
    const run = await runStationCommand(["log", "--data", empty]);
    expect(run.code).toBe(0);
    expect(run.err).toContain("There is no log here yet");
    expect(readdirSync(empty)).toEqual([]);
  });
});

it("leaves a line of every command on a station, and one with the code of a command that could not be done", async () => {
  const dir = ownFolder();
  (await openStation(dir)).close();
  expect((await runStationCommand(["show", "nobody", "--data", dir])).code).toBe(1);
  const entries = readFileSync(logFile(dir), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const [began, failed] = entries.filter(({ area }) => area === "cli");
  expect(began).toMatchObject({ level: "info", command: "show", msg: "began a command" });
  expect(failed).toMatchObject({ level: "warn", command: "show", requestId: began?.["requestId"] });
  expect(failed?.["code"]).toBeTypeOf("string");
});

it("leaves no log in a folder that holds no station", async () => {
  const dir = ownFolder();
  mkdirSync(join(dir, "other"));
  writeFileSync(join(dir, "letter.txt"), "x");
  expect((await runStationCommand(["show", "nobody", "--data", dir])).code).toBe(1);
  expect(existsSync(join(dir, "logs"))).toBe(false);
});
