import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { defaultDataDir } from "#station/app/main-options.ts";
import { CLEAN_SHUTDOWN_MARKER } from "#station/app/clean-shutdown.ts";
import { projectRoot } from "#station/lib/resources.ts";
import { ownFolder } from "#test/helpers/cli.ts";

const inProject = (...parts: string[]): string => join(projectRoot(), ...parts);
let root = "";

/** A machine's root folder with a package database, into which our removal script is installed as dpkg itself does it. */
beforeEach(() => {
  root = ownFolder();
  for (const dir of ["var/lib/dpkg/updates", "var/lib/dpkg/info", "var/log", "root", "home"])
    mkdirSync(join(root, dir), { recursive: true });
  for (const file of ["status", "available"]) writeFileSync(join(root, "var/lib/dpkg", file), "");
  installVersion("1.0");
});

const dpkg = (...args: string[]) =>
  spawnSync(
    "dpkg",
    [
      `--root=${root}`,
      "--force-script-chrootless",
      "--force-not-root",
      "--force-bad-path",
      `--log=${root}/var/log/dpkg.log`,
      ...args,
    ],
    { encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8", LIANDONG_REMOVE_UNSENT: "" } },
  );

function installVersion(version: string): void {
  const tree = join(ownFolder(), "tree");
  mkdirSync(join(tree, "DEBIAN"), { recursive: true });
  mkdirSync(join(tree, "opt/LiandongCounter"), { recursive: true });
  writeFileSync(join(tree, "opt/LiandongCounter/program"), version);
  writeFileSync(
    join(tree, "DEBIAN/control"),
    [
      "Package: liandong-counter",
      `Version: ${version}`,
      "Architecture: all",
      "Maintainer: example <example@example.invalid>",
      "Description: example",
      "",
    ].join("\n"),
  );
  copyFileSync(inProject("resources/linux/prerm.sh"), join(tree, "DEBIAN/prerm"));
  const deb = `${tree}.deb`;
  execFileSync("dpkg-deb", ["--root-owner-group", "--build", tree, deb], { stdio: "pipe" });
  expect(dpkg("--install", deb)).toMatchObject({ status: 0 });
}

const program = (): string | null =>
  existsSync(join(root, "opt/LiandongCounter/program"))
    ? readFileSync(join(root, "opt/LiandongCounter/program"), "utf8")
    : null;

/** A hall's folder of an account, where the program itself puts it. */
function hallOf(home: string, isAllSent: boolean): void {
  const dir = defaultDataDir({ XDG_DATA_HOME: join(root, home, ".local/share") }, "linux");
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, "hall.db"), "");
  if (isAllSent) writeFileSync(join(dir, CLEAN_SHUTDOWN_MARKER), "");
}

describe("removing the Debian package", () => {
  it("row 66: is refused while the hall of any account was not closed with everything sent, and says what to do", () => {
    hallOf("home/one", true);
    hallOf("home/two", false);
    const tried = dpkg("--remove", "liandong-counter");
    expect(tried.status).not.toBe(0);
    expect(tried.stderr).toMatch(/home\/two\/\.local\/share\/LiandongCounter 还有记录没有同步/);
    expect(tried.stderr).toContain("hall outbox export");
    expect(tried.stderr).not.toContain("home/one");
    expect(program()).toBe("1.0");
  });

  it("row 66: is done where there is no hall, or every hall is sent; an upgrade is never stood in the way of", () => {
    hallOf("root", false);
    installVersion("1.1");
    expect(program()).toBe("1.1");
    hallOf("root", true);
    expect(dpkg("--remove", "liandong-counter")).toMatchObject({ status: 0 });
    expect(program()).toBeNull();
    expect(existsSync(join(root, "root/.local/share/LiandongCounter/hall.db"))).toBe(true);
  });
});

it("row 66: the Windows uninstaller's refusal compiles without a warning, in each of its branches", () => {
  const folder = ownFolder();
  // As the packager does it: the macro stands in un.onInit, text is UTF-8, a warning is an error.
  const script = [
    "Unicode true",
    `OutFile "${join(folder, "uninstaller.exe")}"`,
    'Name "example"',
    '!include "LogicLib.nsh"',
    "Var updated",
    "!define isUpdated '$updated == 1'",
    `!include "${inProject("resources/windows/uninstall.nsh")}"`,
    "Function un.onInit",
    "!insertmacro customUnInit",
    "FunctionEnd",
    "Section",
    `StrCpy $updated 0`,
    `WriteUninstaller "$TEMP\\un.exe"`,
    "SectionEnd",
    "Section Uninstall",
    "SectionEnd",
    "",
  ].join("\n");
  const compiled = spawnSync("makensis", ["-V2", "-WX", "-INPUTCHARSET", "UTF8", "-"], {
    input: script,
    encoding: "utf8",
  });
  expect(compiled).toMatchObject({ status: 0, stderr: "" });
  expect(existsSync(join(folder, "uninstaller.exe"))).toBe(true);
});

it("row 66: the Windows uninstaller looks for the same files before it removes anything, and an update passes", () => {
  // Read only: there is no Windows here to run it on.
  const script = readFileSync(inProject("resources/windows/uninstall.nsh"), "utf8");
  expect(defaultDataDir({ APPDATA: "C:\\Users\\x\\AppData\\Roaming" }, "win32")).toMatch(
    /AppData\\Roaming.LiandongCounter$/,
  );
  expect(script).toContain("\\AppData\\Roaming\\LiandongCounter\\hall.db");
  expect(script).toContain(`\\AppData\\Roaming\\LiandongCounter\\${CLEAN_SHUTDOWN_MARKER}`);
  expect(script.indexOf("${ifNot} ${isUpdated}")).toBeGreaterThan(script.indexOf("!macro customUnInit"));
  const builder = readFileSync(inProject("electron-builder.yml"), "utf8");
  expect(builder).toMatch(/^ {2}include: resources\/windows\/uninstall\.nsh$/m);
  expect(builder).toMatch(/--before-remove", "resources\/linux\/prerm\.sh"/);
  expect(builder).toMatch(/deleteAppDataOnUninstall: false/);
});
