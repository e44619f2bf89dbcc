import { AsyncLocalStorage } from "node:async_hooks";
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { pino, stdTimeFunctions, type Logger } from "pino";
import { openRollingFile, type RollingFile } from "#station/lib/rolling-file.ts";
import { readConfig } from "./config.ts";
import { logFolder } from "./station-folder.ts";
import { safeError } from "./safe-error.ts";

/** The log of one part of the program. Messages are constant sentences; what varies stands in fields. */
export type Log = Pick<Logger, "debug" | "info" | "warn" | "error" | "fatal">;

/** The log of a whole program; each part of it takes its own. */
export type ProgramLog = { area: (name: LogArea) => Log };

/** The parts of the station that write to the log. */
export const LOG_AREAS = [
  "app",
  "cli",
  "calls",
  "page",
  "printing",
  "sync",
  "supervision",
  "health",
  "records",
  "store",
] as const;
/** One of them. */
export type LogArea = (typeof LOG_AREAS)[number];

/** The levels, least urgent first. */
export const LOG_LEVELS = ["debug", "info", "warn", "error", "fatal"] as const;
/** One of them. */
export type LogLevel = (typeof LOG_LEVELS)[number];

const LIMITS = { maxBytes: 5_000_000, keep: 5 };

/** Where the embedded centre's own lines go, beside the station's. */
export const openCentreLog = (dir: string): RollingFile => openRollingFile(join(logFolder(dir), "centre.log"), LIMITS);

/** The only fields that reach the file: a record logged whole by mistake leaves no trace. */
const FIELDS: ReadonlySet<string> = new Set([
  "area",
  "requestId",
  "jobId",
  "err",
  "call",
  "command",
  "code",
  "role",
  "kind",
  "outcome",
  "trouble",
  "failures",
  "count",
  "sent",
  "quarantined",
  "exit",
  "ms",
  "version",
]);
const MAX_FIELD = 80;

const isPlain = (value: unknown): boolean =>
  typeof value === "number" || typeof value === "boolean" || (typeof value === "string" && value.length <= MAX_FIELD);

const onlyKnown = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => FIELDS.has(name) && (name === "err" || isPlain(value))),
  );

type Work = { requestId: string } | { jobId: string };
const work = new AsyncLocalStorage<Work>();

/** Letters and digits that are not confused on the telephone. */
const ID_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const ID_LENGTH = 8;

/** Makes a short id for a request or job without one. */
export const newLogId = (): string =>
  Array.from({ length: ID_LENGTH }, () => ID_SIGNS[randomInt(ID_SIGNS.length)]).join("");

/** Runs a function as one request: each line it logs carries the request's id. */
export const asRequest = <T>(requestId: string, run: () => T): T => work.run({ requestId }, run);

/** Runs a function as one job, such as a print: each line it logs carries the job's id. */
export const asJob = <T>(jobId: string, run: () => T): T => work.run({ jobId }, run);

/** Opens the log of a station's folder. It creates only `logs/` and never throws. */
export function openLog(dir: string): ProgramLog {
  const logger = pino(
    {
      level: readConfig().logLevel,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      messageKey: "msg",
      formatters: { level: (level) => ({ level }), log: onlyKnown },
      serializers: { err: safeError },
      mixin: () => ({ ...work.getStore() }),
    },
    openRollingFile(join(logFolder(dir), "station.log"), LIMITS),
  );
  return { area: (name) => logger.child({ area: name }) };
}

/** A log that writes nothing, for use without a folder. */
export const NO_LOG: ProgramLog = { area: () => pino({ level: "silent" }) };

/** Makes a worker's `onError`: it logs with what was being done, then informs the caller. */
export const reportTo =
  (log: Log, onError: (error: unknown) => void) =>
  (doing: string) =>
  (error: unknown): void => {
    log.error({ err: error }, doing);
    onError(error);
  };

/** Logs a last line when the program crashes; how it exits does not change. */
export function logCrashes(log: Log): void {
  process.on("uncaughtExceptionMonitor", (error) => log.fatal({ err: error }, "the program crashed"));
}
