import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bilingual } from "#shared/lib/bilingual.ts";
import { problem } from "#shared/lib/problem.ts";
import { readConfig } from "#station/core/config.ts";
import { asJob, asRequest, newLogId, openLog } from "#station/core/log.ts";
import { safeError } from "#station/core/safe-error.ts";
import { openRollingFile } from "#station/lib/rolling-file.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "liandong-log-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const entries = (): Record<string, unknown>[] =>
  readFileSync(join(dir, "logs", "station.log"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("the log", () => {
  it("writes one line of JSON for each entry, with time, level, area and the id of the request or job", async () => {
    const log = openLog(dir);
    await asRequest("R1", async () => {
      await Promise.resolve();
      log.area("calls").warn({ call: "draft.save" }, "refused a call");
    });
    asJob("J1", () => log.area("printing").info("printed a job"));
    log.area("app").debug("left out at this level");
    expect(entries()).toMatchObject([
      { level: "warn", area: "calls", msg: "refused a call", requestId: "R1", call: "draft.save" },
      { level: "info", area: "printing", msg: "printed a job", jobId: "J1" },
    ]);
    expect(entries()[0]?.["time"]).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
    expect(entries()).toHaveLength(2);
  });

  it("keeps only fields that it knows and that are short", () => {
    openLog(dir)
      .area("app")
      .info({ applicant: "示例人", body: { phone: "13800000000" }, kind: "k".repeat(81), count: 3 }, "did something");
    expect(Object.keys(entries()[0] ?? {}).toSorted()).toEqual(["area", "count", "level", "msg", "pid", "time"]);
  });

  it("makes ids that nobody confuses when reading them out", () => {
    const ids = Array.from({ length: 200 }, newLogId);
    expect(new Set(ids).size).toBe(200);
    expect(ids.every((id) => /^[2-9A-HJKMNP-Z]{8}$/.test(id))).toBe(true);
  });

  it("makes no folder but its own, and never one for a station that is not there", () => {
    openLog(join(dir, "nowhere")).area("app").info("lost");
    expect(readdirSync(dir)).toEqual([]);
  });

  it("goes on without a word where the disk is full, the folder is locked or something else lies there", () => {
    mkdirSync(join(dir, "logs"));
    symlinkSync("/dev/full", join(dir, "logs", "station.log"));
    const log = openLog(dir).area("app");
    expect(() => log.error({ err: new Error("no") }, "writing to a full disk")).not.toThrow();
    rmSync(join(dir, "logs"), { recursive: true });
    writeFileSync(join(dir, "logs"), "a file");
    expect(() => log.info("a file in the way")).not.toThrow();
    rmSync(join(dir, "logs"));
    chmodSync(dir, 0o500);
    expect(() => log.info("a locked folder")).not.toThrow();
    chmodSync(dir, 0o700);
    log.info("a folder that is there again");
    expect(entries().at(-1)).toMatchObject({ msg: "a folder that is there again" });
  });
});

describe("the rolling file", () => {
  it("stays within its limits, keeps the newest lines, and is shared by several writers", () => {
    const file = join(dir, "logs", "station.log");
    const writers = [1, 2].map(() => openRollingFile(file, { maxBytes: 1000, keep: 2 }));
    for (let i = 0; i < 500; i += 1) writers[i % 2]?.write(`line ${i}\n`);
    const names = readdirSync(join(dir, "logs")).toSorted();
    expect(names).toEqual(["station.1.log", "station.2.log", "station.log"]);
    for (const name of names) expect(statSync(join(dir, "logs", name)).size).toBeLessThanOrEqual(1000);
    const kept = ["station.2.log", "station.1.log", "station.log"].flatMap((name) =>
      readFileSync(join(dir, "logs", name), "utf8")
        .trimEnd()
        .split("\n"),
    );
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, at) => `line ${500 - kept.length + at}`));
    expect(kept.length).toBeGreaterThan(200);
  });

  it("is readable by its owner only", () => {
    openRollingFile(join(dir, "logs", "station.log"), { maxBytes: 1000, keep: 1 }).write("x\n");
    expect(statSync(join(dir, "logs", "station.log")).mode & 0o777).toBe(0o600);
    expect(statSync(join(dir, "logs")).mode & 0o777).toBe(0o700);
    expect(existsSync(join(dir, "logs", "station.1.log"))).toBe(false);
  });
});

describe("what is logged of an error", () => {
  it("keeps a known sentence, the code and the place inside the program", () => {
    const safe = safeError(new TypeError("Cannot read properties of undefined (reading 'phone')"));
    expect(safe).toMatchObject({ type: "TypeError", message: "Cannot read properties of undefined" });
    expect(safe.stack?.[0]).toContain("test/electron/log.test.ts");
    expect(safe.stack?.join()).not.toContain(process.cwd());
  });

  it.each([
    'Unexpected token, "张伟" is not valid JSON',
    "no printer for zhang wei at 13812345678",
    "ENOENT: no such file, open '/home/zhangwei/证件.pdf'",
  ])("leaves out a message that may quote an input: %s", (message) => {
    const error = Object.assign(new Error(message), { name: "zhang wei", code: "E12345678" });
    expect(Object.keys(safeError(error))).toEqual(["type", "stack"]);
  });

  it("keeps the code of a system error, and the table that SQLite names", () => {
    const system = Object.assign(new Error("ENOENT: open '/home/zhang'"), { code: "ENOENT", syscall: "open" });
    expect(safeError(system)).toMatchObject({ type: "Error", code: "ENOENT" });
    const sqlite = new Error("UNIQUE constraint failed: drafts.id");
    Object.assign(sqlite, { name: "SqliteError", code: "SQLITE_CONSTRAINT_UNIQUE" });
    expect(safeError(sqlite)).toMatchObject({
      type: "SqliteError",
      code: "SQLITE_CONSTRAINT_UNIQUE",
      message: "UNIQUE constraint failed: drafts.id",
    });
  });

  it("keeps of a problem its code and what led to it, not its words", () => {
    const words = bilingual("张伟的文书", "the document of Zhang Wei");
    const thrown = problem("pdf-failed", words, words, words).causedBy(new RangeError("Invalid time value"));
    const safe = safeError(thrown);
    expect(safe).toMatchObject({ type: "ProblemError", code: "pdf-failed", cause: { message: "Invalid time value" } });
    expect(JSON.stringify(safe)).not.toMatch(/张伟|Zhang/);
  });

  it("ends a chain of causes that leads back to itself", () => {
    const error = new Error("round");
    error.cause = error;
    expect(JSON.stringify(safeError(error)).length).toBeLessThan(10_000);
  });
});

describe("the environment", () => {
  it("is read by its schema, and an unknown level counts as none", () => {
    expect(readConfig({ LIANDONG_LOG_LEVEL: "debug", XDG_DATA_HOME: "" })).toMatchObject({
      logLevel: "debug",
      dataHome: null,
    });
    expect(readConfig({ LIANDONG_LOG_LEVEL: "loud" }).logLevel).toBe("info");
    expect(readConfig({ HTTP_PROXY: "10.1.2.3:3128" }).proxies.http).toEqual({ url: "http://10.1.2.3:3128" });
    expect(readConfig({}).proxies).toEqual({ http: null, https: null, bypass: [] });
  });
});
