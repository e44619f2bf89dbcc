import { bilingual } from "#shared/lib/bilingual.ts";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { readConfig } from "#station/core/config.ts";
import { proxyFaults, proxyFaultWords } from "#station/lib/proxy.mjs";
import { projectRoot } from "#station/lib/resources.ts";
import { finding, type Finding } from "#station/app/finding.ts";

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
