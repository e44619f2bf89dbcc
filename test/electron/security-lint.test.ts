import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROJECT, readProjectFile } from "#test/helpers/project-files.ts";

let dir = "";
/** All that is planted is found in one report. */
const MAX_REPORT_BYTES = 16 * 1024 * 1024;
const linter = join(PROJECT, "node_modules", "oxlint", "bin", "oxlint");

/** The project's own lint settings over a folder of its own, so that a planted fault lies in no shared file. */
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "security-lint-"));
  writeFileSync(join(dir, ".oxlintrc.json"), readFileSync(join(PROJECT, ".oxlintrc.json")));
  symlinkSync(join(PROJECT, "node_modules"), join(dir, "node_modules"));
  mkdirSync(join(dir, "test"));
  symlinkSync(join(PROJECT, "test", "set-up"), join(dir, "test", "set-up"));
});
afterAll(() => rmSync(dir, { recursive: true }));

type Found = { rules: string[]; failed: boolean };

/** What one run of the linter finds in each of these files: a run of its own for each file would take half a second. */
function lintAll(texts: Record<string, string>): (path: string) => Found {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(join(dir, dirname(path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  const run = spawnSync(process.execPath, [linter, "--format=json", ...Object.keys(texts)], {
    cwd: dir,
    encoding: "utf8",
    maxBuffer: MAX_REPORT_BYTES,
  });
  for (const path of Object.keys(texts)) rmSync(join(dir, path));
  const { diagnostics } = JSON.parse(run.stdout) as {
    diagnostics: { code: string; severity: string; filename: string }[];
  };
  return (path) => {
    const own = diagnostics.filter(({ filename }) => filename === path);
    return {
      rules: own.map(({ code }) => /\(([^)]+)\)/.exec(code)?.[1] ?? code),
      failed: run.status !== 0 && own.some(({ severity }) => severity === "error"),
    };
  };
}

const windows = readProjectFile("electron/shell/windows.ts");
const ipc = readProjectFile("electron/shell/ipc.ts");

const planted: [rule: string, path: string, text: string][] = [
  [
    "no-context-isolation-disabled",
    "electron/shell/windows.ts",
    windows.replace("contextIsolation: true", "contextIsolation: false"),
  ],
  ["no-sandbox-disabled", "electron/shell/windows.ts", windows.replace("sandbox: true", "sandbox: false")],
  ["no-web-security-disabled", "electron/shell/windows.ts", windows.replace("webSecurity: true", "webSecurity: false")],
  [
    "no-allow-running-insecure-content",
    "electron/shell/windows.ts",
    windows.replace("webSecurity: true", "allowRunningInsecureContent: true"),
  ],
  [
    "require-navigation-allowlist",
    "electron/shell/windows.ts",
    windows.replace("if (!isOwnPage(url)) event.preventDefault();", "isOwnPage(url);"),
  ],
  [
    "require-permission-request-handler",
    "electron/shell/windows.ts",
    windows.replace(/decide\(mayUse\([^)]*\)\)/, "decide(true)"),
  ],
  ["require-window-open-handler", "electron/shell/windows.ts", windows.replace('action: "deny"', 'action: "allow"')],
  [
    "no-file-protocol-load-url",
    "electron/shell/windows.ts",
    windows.replace("loadURL(url)", 'loadURL("file:///index.html")'),
  ],
  [
    "no-insecure-load-url",
    "electron/shell/windows.ts",
    windows.replace("loadURL(url)", 'loadURL("http://example.org/")'),
  ],
  ["require-ipc-sender-validation", "electron/shell/ipc.ts", ipc.replace(/ +if \(.*\n/g, "")],
  [
    "no-raw-electron-api-exposure",
    "electron/shell/preload.ts",
    'import { contextBridge, ipcRenderer } from "electron";\ncontextBridge.exposeInMainWorld("hall", { ipcRenderer });\n',
  ],
];

const AS_IT_IS = ["electron/shell/windows.ts", "electron/shell/ipc.ts", "electron/shell/preload.ts"];

const wrongWays: [path: string, source: string][] = [
  ["shared/lib/arrow.ts", "#station/app/open-station.ts"],
  ["renderer/lib/arrow.ts", "#station/app/open-station.ts"],
  ["templates/slip/arrow.ts", "#station/app/open-station.ts"],
  ["central/lib/arrow.ts", "#station/app/open-station.ts"],
  ["electron/cli/arrow.ts", "#central/cli/main.ts"],
  ["electron/db/arrow.ts", "#station/records/application.ts"],
  ["electron/made-up/arrow.ts", "#station/lib/sha256.ts"],
  ["shared/time/arrow.ts", "#shared/case/application.ts"],
  ["central/db/arrow.ts", "#central/indexer/indexer.ts"],
  ["renderer/ui/arrow.ts", "#renderer/shells/App.tsx"],
  ["renderer/ui/relative.ts", "../shells/App.tsx"],
  ["shared/lib/pure.ts", "node:fs"],
];
const DOWN = "electron/records/arrow.ts";
const importOf = (names: [name: string, source: string][]): string =>
  [
    ...names.map(([name, source]) => `import { ${name} } from "${source}";\n`),
    ...names.map(([name]) => `void ${name};\n`),
  ].join("");

/** Planted faults lie beside each other, each in a file of its own. */
const plantedPath = (rule: string): string => `electron/shell/${rule}.ts`;

describe("the linter's Electron rules", () => {
  let found: (path: string) => Found;
  beforeAll(() => {
    found = lintAll({
      ...Object.fromEntries(planted.map(([rule, , text]) => [plantedPath(rule), text])),
      ...Object.fromEntries(AS_IT_IS.map((path) => [path, readProjectFile(path)])),
      ...Object.fromEntries(wrongWays.map(([path, source]) => [path, importOf([["one", source]])])),
      [DOWN]: importOf([
        ["one", "#station/db/audit.ts"],
        ["two", "#shared/time/instant.ts"],
      ]),
    });
  });

  it.each(planted)("catch a planted fault: %s", (rule, path, text) => {
    expect(text).not.toBe(readProjectFile(path));
    expect(found(plantedPath(rule))).toMatchObject({ rules: expect.arrayContaining([rule]), failed: true });
  });

  it.each(AS_IT_IS)("find nothing in %s as it is", (path) => {
    expect(found(path).rules).toEqual([]);
  });

  it.each(wrongWays)("hold an arrow that points the wrong way: %s imports %s", (path) => {
    expect(found(path).rules).toContain("arrows");
  });

  it("let an import through that points down", () => {
    expect(found(DOWN).rules).not.toContain("arrows");
  });
});
