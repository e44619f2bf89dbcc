import { bilingual } from "#shared/lib/bilingual.ts";
import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { readConfig } from "#station/core/config.ts";
import { proxyFaults, proxyFaultWords } from "#station/lib/proxy.mjs";
import { projectRoot } from "#station/lib/resources.ts";
import { finding, type Finding } from "./doctor-finding.ts";

/** The first of these programs that is on the path, or null. */
export function findProgram(names: string[]): string | null {
  const dirs = readConfig()
    .searchPath.split(delimiter)
    .filter((dir) => dir !== "");
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  return (
    names
      .flatMap((name) => dirs.flatMap((dir) => endings.map((ending) => join(dir, name + ending))))
      .find((file) => existsSync(file)) ?? null
  );
}

/** The print queues of CUPS by name; none where there is no CUPS. */
export function findQueues(): string[] {
  if (findProgram(["lpstat"]) === null) return [];
  try {
    return execFileSync("lpstat", ["-e"], { encoding: "utf8", timeout: 5000, stdio: ["ignore", "pipe", "ignore"] })
      .split("\n")
      .filter((line) => line !== "");
  } catch {
    return [];
  }
}

/** Which programs this machine runs on: Node, Electron, a browser. */
export function runtime(): Finding[] {
  const major = Number(process.versions.node.split(".")[0]);
  const electron =
    existsSync(join(projectRoot(), "node_modules", "electron", "path.txt")) || readConfig().electronDir !== null;
  const browser = findProgram([
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
  ]);
  return [
    finding(
      "node",
      major >= 24,
      bilingual(`Node ${process.versions.node}`, `Node ${process.versions.node}`),
      bilingual("请用 npm start 启动，它会使用自带的 Node 24", "start with npm start, which brings Node 24"),
    ),
    finding(
      "electron",
      electron,
      bilingual(
        electron ? "有 Electron 运行时" : "没有 Electron 运行时",
        electron ? "Electron runtime present" : "no Electron runtime",
      ),
      bilingual(
        "联网后运行 npm start -- --get-electron；没有也可用浏览器窗口",
        "npm start -- --get-electron when online; a browser window serves meanwhile",
      ),
    ),
    finding(
      "browser",
      browser !== null,
      bilingual(browser ?? "没有找到浏览器", browser ?? "no browser found"),
      bilingual("请安装 Chromium、Chrome 或 Edge", "install Chromium, Chrome or Edge"),
    ),
  ];
}

/** Proxy settings that cannot be read; nothing where all can be. */
export const proxySettings = (): Finding[] =>
  proxyFaults(readConfig().proxies).map((fault) => {
    const words = proxyFaultWords(fault);
    return finding("proxy", false, words, null);
  });

/** Whether SQLite can be loaded on this processor and system. */
export async function store(): Promise<Finding> {
  try {
    const { default: Database } = await import("better-sqlite3");
    const version = new Database(":memory:").prepare<[], { v: string }>("SELECT sqlite_version() AS v").get()?.v ?? "";
    return finding("sqlite", true, bilingual(`SQLite ${version}`, `SQLite ${version}`), null);
  } catch (error) {
    return finding(
      "sqlite",
      false,
      bilingual(
        `SQLite 无法加载（${process.platform} ${process.arch}）：${String(error)}`,
        `SQLite cannot be loaded (${process.platform} ${process.arch}): ${String(error)}`,
      ),
      bilingual(
        "此处理器或系统不在支持之列，或需重新安装",
        "this processor or system is not supported, or install again",
      ),
    );
  }
}

/** Whether the data folder can be written and its disk has room. */
export function folder(dataDir: string): Finding[] {
  let at = dataDir;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  let writable = true;
  try {
    accessSync(at, constants.W_OK);
  } catch {
    writable = false;
  }
  const { bavail, bsize } = statfsSync(at);
  const free = Math.floor((bavail * bsize) / 1_000_000);
  return [
    finding(
      "data-folder",
      writable,
      bilingual(
        `${dataDir} ${writable ? "可写" : "不可写"}`,
        `${dataDir} ${writable ? "is writable" : "is not writable"}`,
      ),
      bilingual("请更改权限或用 --data 指定别处", "change its permissions or name another with --data"),
    ),
    finding(
      "disk-space",
      free > 500,
      bilingual(`剩余 ${free} MB`, `${free} MB free`),
      bilingual("请腾出至少 500 MB", "free at least 500 MB"),
    ),
  ];
}
