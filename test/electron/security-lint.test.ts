import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROJECT, readProjectFile } from "#test/helpers/project-files.ts";

let dir = "";
const linter = join(PROJECT, "node_modules", "oxlint", "bin", "oxlint");

/** The project's own lint settings over a folder of its own, so that a planted fault lies in no shared file. */
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "security-lint-"));
  writeFileSync(join(dir, ".oxlintrc.json"), readFileSync(join(PROJECT, ".oxlintrc.json")));
  symlinkSync(join(PROJECT, "node_modules"), join(dir, "node_modules"));
});
afterAll(() => rmSync(dir, { recursive: true }));

function lint(path: string, text: string): { rules: string[]; failed: boolean } {
  mkdirSync(join(dir, dirname(path)), { recursive: true });
  writeFileSync(join(dir, path), text);
  const run = spawnSync(process.execPath, [linter, "--format=json", path], { cwd: dir, encoding: "utf8" });
  rmSync(join(dir, path));
  const report = JSON.parse(run.stdout) as { diagnostics: { code: string }[] };
  return {
    rules: report.diagnostics.map((one) => /\(([^)]+)\)/.exec(one.code)?.[1] ?? one.code),
    failed: run.status !== 0,
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
    windows.replace("if (!isOwnUrl(url)) event.preventDefault();", "isOwnUrl(url);"),
  ],
  [
    "require-permission-request-handler",
    "electron/shell/windows.ts",
    windows.replace("decide) => decide(false)", "decide) => decide(true)"),
  ],
  ["require-window-open-handler", "electron/shell/windows.ts", windows.replace('action: "deny"', 'action: "allow"')],
  [
    "no-file-protocol-load-url",
    "electron/shell/windows.ts",
    windows.replace("loadURL(APP_URL)", 'loadURL("file:///index.html")'),
  ],
  [
    "no-insecure-load-url",
    "electron/shell/windows.ts",
    windows.replace("loadURL(APP_URL)", 'loadURL("http://example.org/")'),
  ],
  ["require-ipc-sender-validation", "electron/shell/ipc.ts", ipc.replace(/ +if \(.*\n/g, "")],
  [
    "no-raw-electron-api-exposure",
    "electron/shell/preload.ts",
    'import { contextBridge, ipcRenderer } from "electron";\ncontextBridge.exposeInMainWorld("hall", { ipcRenderer });\n',
  ],
];

describe("the linter's Electron rules", () => {
  it.each(planted)("catch a planted fault: %s", (rule, path, text) => {
    expect(text).not.toBe(readProjectFile(path));
    const { rules, failed } = lint(path, text);
    expect(rules).toContain(rule);
    expect(failed).toBe(true);
  });

  it.each(["electron/shell/windows.ts", "electron/shell/ipc.ts", "electron/shell/preload.ts"])(
    "find nothing in %s as it stands",
    (path) => {
      expect(lint(path, readProjectFile(path)).rules).toEqual([]);
    },
  );

  it.each([
    ["shared/arrow.ts", 'import { openHall } from "../electron/app/open-station.ts";\nvoid openHall;\n'],
    ["shared/pure.ts", 'import { readFileSync } from "node:fs";\nvoid readFileSync;\n'],
    ["renderer/arrow.ts", 'import { openHall } from "../electron/app/open-station.ts";\nvoid openHall;\n'],
    ["templates/arrow.ts", 'import { openHall } from "../electron/app/open-station.ts";\nvoid openHall;\n'],
    ["central/arrow.ts", 'import { openHall } from "../electron/app/open-station.ts";\nvoid openHall;\n'],
    ["electron/arrow.ts", 'import { main } from "../central/cli/main.ts";\nvoid main;\n'],
  ])("hold an arrow that points the wrong way: %s", (path, text) => {
    expect(lint(path, text).rules).toContain("no-restricted-imports");
  });
});
