import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const ON_PATH = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "microsoft-edge-stable",
  "microsoft-edge",
];
const ON_MAC = [
  "Google Chrome.app/Contents/MacOS/Google Chrome",
  "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "Chromium.app/Contents/MacOS/Chromium",
];
const ON_WINDOWS = [
  "Google\\Chrome\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
  "Chromium\\Application\\chrome.exe",
];

/**
 * An installed browser of Chromium's kind, or null.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null}
 */
export function findBrowser(platform, env) {
  const named = env["LIANDONG_BROWSER"];
  if (named) return existsSync(named) ? named : null;
  /** @type {string[]} */
  let places;
  if (platform === "win32")
    places = [env["PROGRAMFILES"], env["PROGRAMFILES(X86)"], env["LOCALAPPDATA"]].flatMap((dir) =>
      dir ? ON_WINDOWS.map((name) => join(dir, name)) : [],
    );
  else if (platform === "darwin")
    places = ["/Applications", join(env["HOME"] ?? "/", "Applications")].flatMap((dir) =>
      ON_MAC.map((name) => join(dir, name)),
    );
  else
    places = ON_PATH.flatMap((name) =>
      [...(env["PATH"] ?? "").split(delimiter), "/usr/bin", "/snap/bin"]
        .filter((dir) => dir !== "")
        .map((dir) => join(dir, name)),
    );
  return places.find((file) => existsSync(file)) ?? null;
}

/** Whether a window can be shown at all. @param {NodeJS.Platform} platform @param {NodeJS.ProcessEnv} env */
export const hasDisplay = (platform, env) =>
  platform === "win32" || platform === "darwin" || Boolean(env["DISPLAY"] || env["WAYLAND_DISPLAY"]);

/** Chromium refuses its sandbox to root on Linux; a page of our own origin is all that it loads there. @param {NodeJS.Platform} platform */
export const isLinuxRoot = (platform) => platform === "linux" && process.getuid?.() === 0;
