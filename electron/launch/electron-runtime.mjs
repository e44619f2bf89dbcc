import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runBounded } from "./children.mjs";
import { inRoot } from "./root.mjs";
import { note } from "./terminal.mjs";
import { downloadEnvironment } from "#station/lib/proxy.mjs";

const LIMIT_S = 45;
const AGAIN_AFTER_MS = 24 * 60 * 60 * 1000;
const triedFile = inRoot("node_modules", ".liandong-electron-tried");

/** @param {NodeJS.Platform} platform */
function programIn(platform) {
  if (platform === "darwin") return join("Electron.app", "Contents", "MacOS", "Electron");
  return platform === "win32" ? "electron.exe" : "electron";
}

/** The Electron program that is present on this machine, or null. @param {NodeJS.Platform} platform @param {NodeJS.ProcessEnv} env */
export function findElectron(platform, env) {
  const named = env["ELECTRON_OVERRIDE_DIST_PATH"];
  // The installer writes path.txt last, so a download that was cut off does not count.
  if (!named && !existsSync(inRoot("node_modules", "electron", "path.txt"))) return null;
  const file = join(named || inRoot("node_modules", "electron", "dist"), programIn(platform));
  return existsSync(file) ? file : null;
}

/** When the download was last tried without success, if that was within a day. */
function recentFailure() {
  try {
    const { at, why } = /** @type {{ at: number, why: string }} */ (JSON.parse(readFileSync(triedFile, "utf8")));
    return Date.now() - at < AGAIN_AFTER_MS ? why : null;
  } catch {
    return null;
  }
}

/** The line of the installer's output that says why it failed. @param {string} output */
const reasonIn = (output) =>
  output
    .split("\n")
    .map((line) => line.trim())
    .find((line) => /error|ENOTFOUND|ECONN|ETIMEDOUT|EAI_AGAIN|status/i.test(line)) ?? "no reason given";

/**
 * Tries once a day, for at most 45 seconds, to download the Electron runtime. Where there is none, says why in one
 * line.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} evenIfTried
 * @returns {Promise<string | null>}
 */
export async function fetchElectron(node, env, evenIfTried) {
  const before = evenIfTried ? null : recentFailure();
  if (before !== null) {
    note(
      `没有 Electron 运行时（今天已尝试下载：${before}）；用 npm start -- --get-electron 可立即再试`,
      `No Electron runtime (a download was tried within a day: ${before}); npm start -- --get-electron tries again now`,
    );
    return null;
  }
  note(
    `本机没有 Electron 运行时，尝试下载，最多 ${LIMIT_S} 秒`,
    `No Electron runtime here; trying to download it, ${LIMIT_S} s at most`,
  );
  const ending = await runBounded(node, [inRoot("node_modules", "electron", "install.js")], {
    seconds: LIMIT_S,
    zh: "下载 Electron",
    en: "downloading Electron",
    show: "no",
    env: downloadEnvironment(env),
  });
  const found = findElectron(process.platform, env);
  if (ending.code === 0 && found !== null) return found;
  const why = ending.timedOut ? `${LIMIT_S} s` : (ending.failed ?? reasonIn(ending.output));
  writeFileSync(triedFile, JSON.stringify({ at: Date.now(), why }));
  note(
    `未能取得 Electron（${why}），改用浏览器窗口`,
    `Electron could not be had (${why}); using a browser window instead`,
  );
  return null;
}
