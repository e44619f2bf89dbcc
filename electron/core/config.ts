import { z } from "zod";
import { readProxies, type Proxies } from "#station/lib/proxy.mjs";

const text = z.string().min(1).optional().catch(undefined);

/** The environment variables that the station reads; it ignores all others. */
const Environment = z.object({
  APPDATA: text,
  XDG_DATA_HOME: text,
  PATH: z.string().default(""),
  SystemRoot: text,
  ELECTRON_OVERRIDE_DIST_PATH: text,
  LIANDONG_LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "fatal", "silent"]).catch("info"),
});

/** The station's configuration from the environment. */
export type Config = {
  /** Where this system keeps a person's program data. */
  appData: string | null;
  dataHome: string | null;
  /** The folders to find programs in, as one text. */
  searchPath: string;
  systemRoot: string | null;
  /** The folder of an Electron runtime that is not an installed package. */
  electronDir: string | null;
  /** The intranet's proxy. */
  proxies: Proxies;
  logLevel: z.infer<typeof Environment>["LIANDONG_LOG_LEVEL"];
};

/** Reads the environment; nothing else in the station does. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const read = Environment.parse(env);
  return {
    appData: read.APPDATA ?? null,
    dataHome: read.XDG_DATA_HOME ?? null,
    searchPath: read.PATH,
    systemRoot: read.SystemRoot ?? null,
    electronDir: read.ELECTRON_OVERRIDE_DIST_PATH ?? null,
    proxies: readProxies(env),
    logLevel: read.LIANDONG_LOG_LEVEL,
  };
}
