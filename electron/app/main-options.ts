import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "#station/core/config.ts";

const NAME = "LiandongCounter";

/** The default folder of a hall's data: the operating system's folder for a person's programs. */
export function defaultDataDir(env?: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  const { appData, dataHome } = readConfig(env);
  if (platform === "win32") return join(appData ?? join(homedir(), "AppData", "Roaming"), NAME);
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", NAME);
  return join(dataHome ?? join(homedir(), ".local", "share"), NAME);
}

/** The options of the Electron program's command line. */
export type MainOptions = { dataDir: string; profileId: string | null };

/**
 * Reads `--data DIR` and `--profile P`; passes over Chromium's own switches, such as `--disable-gpu` for a faulty
 * graphics driver.
 */
export function readMainOptions(args: readonly string[]): MainOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: "string" }, profile: { type: "string" } },
    strict: false,
    allowPositionals: true,
  });
  const text = (value: string | boolean | undefined): string | null =>
    typeof value === "string" && value !== "" && !value.startsWith("-") ? value : null;
  const data = text(values["data"]);
  return { dataDir: data === null ? defaultDataDir() : resolve(data), profileId: text(values["profile"]) };
}
