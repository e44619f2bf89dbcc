import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeWhole } from "#station/lib/write-whole.ts";
import { writeProblem } from "#station/lib/write-whole.ts";
import { ProblemError } from "#shared/lib/problem.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "write-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "written",
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : `not a problem: ${String(error)}`),
  );

test("pieces are joined in order and nothing but the file is left", async () => {
  const path = join(folder, "台账.csv");
  expect(await writeWhole(path, [Buffer.from("甲"), Buffer.from("乙")])).toBe(6);
  expect(readFileSync(path, "utf8")).toBe("甲乙");
  expect(readdirSync(folder)).toEqual(["台账.csv"]);
});

test("an existing file is replaced whole", async () => {
  const path = join(folder, "a.csv");
  writeFileSync(path, "a much longer old text");
  await writeWhole(path, Buffer.from("new"));
  expect(readFileSync(path, "utf8")).toBe("new");
});

test("when the content fails half way, its own error passes and the old file is as it was", async () => {
  const path = join(folder, "a.csv");
  writeFileSync(path, "old");
  const failing = (function* () {
    yield Buffer.from("half");
    throw new RangeError("too many rows");
  })();
  await expect(writeWhole(path, failing)).rejects.toThrow("too many rows");
  expect(readFileSync(path, "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["a.csv"]);
});

test("a missing folder, a folder of the same name and an impossible name are each said", async () => {
  mkdirSync(join(folder, "taken.xlsx"));
  expect(await codeOf(writeWhole(join(folder, "none", "a.csv"), Buffer.from("x")))).toBe("folder-missing");
  expect(await codeOf(writeWhole(join(folder, "taken.xlsx"), Buffer.from("x")))).toBe("file-in-use");
  expect(await codeOf(writeWhole(join(folder, "长".repeat(200)), Buffer.from("x")))).toBe("file-name-unfit");
  expect(await codeOf(writeWhole(join(folder, "a\0b"), Buffer.from("x")))).toBe("file-name-unfit");
  expect(readdirSync(folder)).toEqual(["taken.xlsx"]);
});

test("an error code of no known kind still says what happened, what is safe and what to do", () => {
  const { code, what, safe, next } = writeProblem("EIO", "/x/a.csv").problem;
  expect(code).toBe("write-failed");
  expect(what.zh).toContain("/x/a.csv");
  expect(safe.zh).toContain("没有写入");
  expect(next.zh).toContain("换一个位置");
});

// A real full disk and a real read-only disk need a mount of their own; machines that forbid one skip these two.
const ownMounts = spawnSync("unshare", ["-Urm", "true"]).status === 0;
const onSmallDisk = (prepare: string): { code: string; files: string[]; old: string } => {
  const script = `
    import { readdirSync, readFileSync } from "node:fs";
    import { writeWhole } from ${JSON.stringify(join(import.meta.dirname, "../../electron/lib/write-whole.ts"))};
    const path = ${JSON.stringify(join(folder, "a.csv"))};
    const pieces = Array.from({ length: 64 }, () => Buffer.alloc(4096, 65));
    const codeOf = (error) => error.problem?.code ?? String(error);
    const code = await writeWhole(path, pieces).then(() => "written", codeOf);
    console.log(JSON.stringify({ code, files: readdirSync(${JSON.stringify(folder)}), old: readFileSync(path, "utf8") }));`;
  writeFileSync(`${folder}.mjs`, script);
  const shell = [
    `mount -t tmpfs -o size=64k none ${folder}`,
    `printf old > ${folder}/a.csv`,
    prepare,
    `exec ${process.execPath} ${folder}.mjs`,
  ].join(" && ");
  const run = spawnSync("unshare", ["-Urm", "sh", "-c", shell], { encoding: "utf8" });
  rmSync(`${folder}.mjs`, { force: true });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as { code: string; files: string[]; old: string };
};

test("on a full disk the old file stays, no half file is left, and the disk is named", (context) => {
  if (!ownMounts) context.skip("this kernel lets no ordinary process mount a small disk (unshare -Urm)");
  expect(onSmallDisk("true")).toEqual({ code: "disk-full", files: ["a.csv"], old: "old" });
});

test("in a read-only folder the old file stays and the person learns why", (context) => {
  if (!ownMounts) context.skip("this kernel lets no ordinary process mount a small disk (unshare -Urm)");
  expect(onSmallDisk(`mount -o remount,ro none ${folder}`)).toEqual({
    code: "folder-read-only",
    files: ["a.csv"],
    old: "old",
  });
});
