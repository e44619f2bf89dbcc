import { z } from "zod";

const text = z.string().min(1).optional().catch(undefined);

/** What the station reads of its environment; anything else that stands there is nothing to it. */
const Environment = z.object({
  APPDATA: text,
  XDG_DATA_HOME: text,
  PATH: z.string().default(""),
  SystemRoot: text,
  ELECTRON_OVERRIDE_DIST_PATH: text,
  NODE_USE_ENV_PROXY: text,
  LIANDONG_LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "fatal", "silent"]).catch("info"),
});

/** What the environment says to the station. */
export type Config = {
  /** Where this system keeps a person's program data, by the names it has for it. */
  appData: string | null;
  dataHome: string | null;
  /** The folders that programs are looked for in, as one text. */
  searchPath: string;
  systemRoot: string | null;
  /** Where an Electron runtime lies that was not installed as a package. */
  electronDir: string | null;
  /** The names and values of the intranet's proxy; null where none is used. */
  proxyEnv: NodeJS.ProcessEnv | null;
  logLevel: z.infer<typeof Environment>["LIANDONG_LOG_LEVEL"];
};

/** Reads the environment; the only place of the station that does. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const read = Environment.parse(env);
  return {
    appData: read.APPDATA ?? null,
    dataHome: read.XDG_DATA_HOME ?? null,
    searchPath: read.PATH,
    systemRoot: read.SystemRoot ?? null,
    electronDir: read.ELECTRON_OVERRIDE_DIST_PATH ?? null,
    proxyEnv: read.NODE_USE_ENV_PROXY === "1" ? env : null,
    logLevel: read.LIANDONG_LOG_LEVEL,
  };
}
