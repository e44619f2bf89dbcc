import { readFileSync } from "node:fs";
import { win32 } from "node:path";
import { describe, expect, it } from "vitest";
import { helperCommand } from "#station/printing/windows/helper-process.ts";
import { asciiJson, type HelperRequest } from "#station/printing/windows/spooler-helper.ts";
import { hasBegun, jobTroublesOf, printerStateOf, spoolerStatus } from "#station/printing/windows/spooler-flags.ts";

const script = readFileSync(new URL("../../resources/windows/spooler.ps1", import.meta.url), "utf8");
const builder = readFileSync(new URL("../../electron-builder.yml", import.meta.url), "utf8");

/** Every word that we ask with; the compiler says when one is missing here. */
const ASKED: Record<HelperRequest["do"], true> = {
  list: true,
  state: true,
  raw: true,
  pdf: true,
  job: true,
  control: true,
};

// The script itself runs on Windows alone: what is checked here is what can be read of it.
describe("the script that talks to the Windows spooler", () => {
  it("is ASCII alone, since Windows PowerShell reads a file without a mark in the machine's own code page", () => {
    expect([...script].filter((char) => char > "~" || (char < " " && char !== "\n"))).toEqual([]);
  });

  it("knows every request that we make, and every command for a job", () => {
    for (const word of Object.keys(ASKED)) expect(script).toContain(`    '${word}' {`);
    for (const command of ["pause = 1", "delete = 5", "retain = 8", "release = 9"]) expect(script).toContain(command);
  });

  it("does not name the automatic variable that makes the host read standard input in its place", () => {
    expect(script).not.toMatch(/\$input\b/i);
  });

  it("writes nothing but its answers: whatever a command leaves behind is dropped", () => {
    expect(script.trimEnd()).toMatch(/\} \| Out-Null$/);
    expect(script).not.toMatch(/Write-(Host|Output|Error|Warning|Verbose)/);
    expect(script).not.toMatch(/Out-File|Set-Content|WriteAllBytes|GetTempFileName/);
  });

  it("has as many braces that close as that open", () => {
    const count = (sign: string): number => script.split(sign).length - 1;
    for (const [opens, closes] of ["{}", "()", "[]"]) expect(count(opens ?? "")).toBe(count(closes ?? ""));
  });

  it("is started by its full path, without a profile and without a question, from outside the archive", () => {
    const { file, args } = helperCommand(
      "C:\\Program Files\\LiandongCounter\\resources\\app.asar\\resources",
      "C:\\Windows",
    );
    expect(file).toBe("C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe");
    expect(args.slice(0, -1)).toEqual([
      "-NoLogo",
      "-NoProfile",
      "-NonInteractive",
      "-ExecutionPolicy",
      "Bypass",
      "-File",
    ]);
    expect(win32.normalize(args.at(-1) ?? "")).toBe(
      "C:\\Program Files\\LiandongCounter\\resources\\app.asar.unpacked\\resources\\windows\\spooler.ps1",
    );
    expect(builder).toMatch(/asarUnpack:\n  - resources\/windows\/\*\*/);
  });
});

describe("what Windows says by number", () => {
  it("is asked for in ASCII, whatever the printer is called", () => {
    expect(asciiJson({ printer: "前台\u2028𠮷\n" })).toBe(String.raw`{"printer":"\u524d\u53f0\u2028\ud842\udfb7\n"}`);
  });

  it.each([
    ["waits", 0, false, "under-way", []],
    ["is only kept for its answer", 0x2000, false, "under-way", []],
    ["is spooled", 0x8, false, "under-way", []],
    ["is held", 0x1, false, "under-way", ["stopped"]],
    ["is printing", 0x10, true, "under-way", []],
    ["is printing and out of paper", 0x50, true, "under-way", ["paper-out"]],
    ["is out of paper", 0x40, true, "under-way", ["paper-out"]],
    ["is refused by its driver", 0x200, true, "under-way", ["refused"]],
    ["is printed and kept", 0x2080, true, "handed-over", []],
    ["is complete", 0x1000, true, "handed-over", []],
    ["is printed while its end is still being sent", 0x90, true, "under-way", []],
    ["is printed and on its way out", 0x84, true, "handed-over", []],
    ["is being deleted", 0x4, false, "leaving", []],
    ["was deleted", 0x100, false, "leaving", []],
  ])("a job that %s", (_, status, begun, ...expected) => {
    expect([hasBegun(status), spoolerStatus(status), jobTroublesOf(status)]).toEqual([begun, ...expected]);
  });

  it.each([
    [0, 0, "ready", []],
    [0x400, 0, "ready", []],
    [0x1, 0, "stopped", ["stopped"]],
    [0x12, 0, "stopped", ["paper-out"]],
    [0x8, 0, "stopped", ["jam"]],
    [0x400000, 0, "stopped", ["cover-open"]],
    [0x80, 0x400, "stopped", ["offline"]],
    [0x2000000, 0, "stopped", ["offline"]],
    [0x100000, 0, "attention", ["other"]],
    [0x800000, 0, "unknown", []],
  ])("a printer with status 0x%s and attributes %s", (status, attributes, state, troubles) => {
    expect(printerStateOf({ status, attributes })).toEqual({ state, troubles });
  });
});
