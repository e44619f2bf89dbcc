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
  mkdirSync(join(dir, "test"));
  symlinkSync(join(PROJECT, "test", "set-up"), join(dir, "test", "set-up"));
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

describe("the linter's Electron rules", () => {
  it.each(planted)("catch a planted fault: %s", (rule, path, text) => {
    expect(text).not.toBe(readProjectFile(path));
    const { rules, failed } = lint(path, text);
    expect(rules).toContain(rule);
    expect(failed).toBe(true);
  });

  it.each(["electron/shell/windows.ts", "electron/shell/ipc.ts", "electron/shell/preload.ts"])(
    "find nothing in %s as it is",
    (path) => {
      expect(lint(path, readProjectFile(path)).rules).toEqual([]);
    },
  );

  it.each([
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
  ])("hold an arrow that points the wrong way: %s imports %s", (path, source) => {
    expect(lint(path, `import { one } from "${source}";\nvoid one;\n`).rules).toContain("arrows");
  });

  it("let an import through that points down", () => {
    const text =
      'import { one } from "#station/db/audit.ts";\nimport { two } from "#shared/time/instant.ts";\nvoid one;\nvoid two;\n';
    expect(lint("electron/records/arrow.ts", text).rules).not.toContain("arrows");
  });
});
