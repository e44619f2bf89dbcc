import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Stop } from "./say.mjs";

/** @typedef {{ data: string, profile: string | null, getElectron: boolean, help: boolean }} StartOptions */

const FOLDER = "LiandongCounter";

/** Where this operating system keeps a program's data. @param {NodeJS.Platform} platform @param {NodeJS.ProcessEnv} env @param {string} home */
export function defaultDataFolder(platform, env, home) {
  if (platform === "win32") return join(env["APPDATA"] || join(home, "AppData", "Roaming"), FOLDER);
  if (platform === "darwin") return join(home, "Library", "Application Support", FOLDER);
  return join(env["XDG_CONFIG_HOME"] || join(home, ".config"), FOLDER);
}

/** Reads the start command's options; an unknown one is named. @param {string[]} args @returns {StartOptions} */
export function readStartOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: { data: { type: "string" }, profile: { type: "string" }, "get-electron": { type: "boolean", default: false }, help: { type: "boolean", short: "h", default: false } },
    });
    return { data: values.data === undefined ? defaultDataFolder(process.platform, process.env, homedir()) : resolve(values.data), profile: values.profile ?? null, getElectron: values["get-electron"], help: values.help };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Stop(`启动参数有误：${message}`, `The options are wrong: ${message}`);
  }
}
