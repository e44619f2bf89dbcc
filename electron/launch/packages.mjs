import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { environment } from "./environment.mjs";
import { runNpm } from "./npm.mjs";
import { inRoot } from "./root.mjs";
import { Stop, note } from "./terminal.mjs";
import { trimPackages } from "./trim-packages.mjs";

const LIMIT_S = 900;
const lockFile = inRoot("package-lock.json");
const stampFile = inRoot("node_modules", ".liandong-lock");

const lockHash = () => createHash("sha256").update(readFileSync(lockFile)).digest("hex");

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }> }} Lock */
const readLock = (/** @type {string} */ file) => /** @type {Lock} */ (JSON.parse(readFileSync(file, "utf8")));

/** Whether what npm itself recorded as installed is what the lockfile names; optional packages may be absent. */
function isInstalled() {
  // There may be no stamp yet: somebody may have run `npm ci` by hand, which is as good.
  const recorded = inRoot("node_modules", ".package-lock.json");
  if (!existsSync(recorded)) return false;
  try {
    const have = readLock(recorded).packages;
    return Object.entries(readLock(lockFile).packages).every(
      ([path, wanted]) =>
        path === "" ||
        have[path]?.version === wanted.version ||
        (have[path] === undefined && (wanted.optional === true || wanted.devOptional === true)),
    );
  } catch {
    return false;
  }
}

/** Whether an earlier command went through with this very lockfile. */
const isStamped = () => existsSync(stampFile) && readFileSync(stampFile, "utf8").trim() === lockHash();

/** Leaves out what nobody reads of the packages, and notes that they are as the lockfile has them. */
function finishInstall() {
  trimPackages();
  writeFileSync(stampFile, `${lockHash()}\n`);
}

/**
 * Installs the packages of the lockfile where they are missing or another version; does nothing else.
 * @returns {Promise<() => void>} what ends the installation, once the project's own Node is there as well
 */
export async function installPackages() {
  // A test runs on these very packages: replacing or trimming them would break it and every other one.
  const kept = environment["LIANDONG_KEEP_PACKAGES"] === "1";
  if (kept || isStamped()) return () => undefined;
  if (!isInstalled()) {
    note(
      "正在安装依赖包（首次需要联网，约一至数分钟）",
      "Installing packages (the first time needs the network and some minutes)",
    );
    // On Windows a running program cannot be deleted, and the running Node may be the project's own.
    const inPlace = process.platform === "win32" && process.execPath.startsWith(inRoot("node_modules"));
    const ending = await runNpm(
      [
        ...(inPlace ? ["install", "--no-save"] : ["ci"]),
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        "--fetch-retries=2",
        "--fetch-timeout=60000",
      ],
      { seconds: LIMIT_S, zh: "安装依赖包", en: "installing packages" },
    );
    if (ending.code !== 0) {
      throw new Stop(
        ending.timedOut
          ? `安装依赖包超过 ${LIMIT_S} 秒，已停止。请检查网络或 npm 镜像设置后重试。`
          : "安装依赖包失败，原因见上。请检查网络或 npm 镜像设置后重试。",
        ending.timedOut
          ? `Installing took longer than ${LIMIT_S} s and was stopped. Check the network or npm's registry setting and try again.`
          : "Installing packages failed for the reason above. Check the network or npm's registry setting and try again.",
      );
    }
  }
  return finishInstall;
}
