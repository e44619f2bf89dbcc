import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockFolder } from "#central/db/folder-lock.ts";
import { processStart } from "#central/db/folder-lock.ts";

let dir = "";

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "centre-folder-"));
});

afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

test("a lock is taken, refused to another, and leaves no file when it is released", () => {
  const unlock = lockFolder(dir);
  expect(() => lockFolder(dir)).toThrow(/folder-in-use/);
  unlock();
  expect(readdirSync(dir)).toEqual([]);
  lockFolder(dir)();
});

test.each([
  ["a process that is gone", JSON.stringify({ id: "x", pid: 4_000_000, start: "long ago" })],
  ["another process that had our number", JSON.stringify({ id: "x", pid: process.pid, start: "before the restart" })],
  ["nobody readable", "{ half"],
])("a lock left by %s does not hold", (_, left) => {
  writeFileSync(join(dir, "centre.lock"), left);
  const unlock = lockFolder(dir);
  expect(() => lockFolder(dir)).toThrow(/folder-in-use/);
  unlock();
  expect(readdirSync(dir)).toEqual([]);
});

test("the start of a running process is always the same", () => {
  expect(processStart(process.pid)).toBe(processStart(process.pid));
  expect(processStart(process.pid)).not.toBeNull();
  expect(processStart(4_000_000)).toBeNull();
});
