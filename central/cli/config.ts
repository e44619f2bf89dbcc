import { z } from "zod";
import { LOG_LEVELS, type LogLevel } from "#central/lib/log.ts";

const address = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text === "" ? null : text));

/** What the centre reads of its environment. */
const Environment = z.object({
  DATABASE_URL: address,
  DATABASE_READ_URL: address,
  LIANDONG_LOG_LEVEL: z.enum(LOG_LEVELS).catch("info"),
});

/** The settings that come from the environment. */
export type Config = {
  databaseUrl: string | null;
  /** A streaming replica that lists may be read from. */
  databaseReadUrl: string | null;
  logLevel: LogLevel;
  /** The environment that PostgreSQL's own tools inherit. */
  toolEnv: NodeJS.ProcessEnv;
};

/** Reads the environment; nothing else of the centre does. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const read = Environment.parse(env);
  return {
    databaseUrl: read.DATABASE_URL,
    databaseReadUrl: read.DATABASE_READ_URL,
    logLevel: read.LIANDONG_LOG_LEVEL,
    toolEnv: env,
  };
}
