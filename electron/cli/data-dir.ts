import { homedir } from "node:os";
import { join } from "node:path";

const NAME = "LiandongCounter";

/** Where a hall's data lies when nobody says otherwise: the operating system's folder for a person's programs. */
export function defaultDataDir(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (platform === "win32") return join(env["APPDATA"] ?? join(homedir(), "AppData", "Roaming"), NAME);
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", NAME);
  return join(env["XDG_DATA_HOME"] ?? join(homedir(), ".local", "share"), NAME);
}
