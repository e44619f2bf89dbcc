import { existsSync, renameSync, statSync } from "node:fs";
import { destination, type Logger, pino, stdTimeFunctions } from "pino";
import { safeError } from "./errors.ts";

/** The log of one part of the centre. Messages are constant sentences; what varies stands in fields. */
export type Log = Logger;

/** Where log lines go, one JSON object a line: `time level area msg requestId err` and a few more. */
export type LogSink = { write: (line: string) => void };

/** The levels, the least important first. */
export const LOG_LEVELS = ["debug", "info", "warn", "error", "fatal", "silent"] as const;
/** How much is written: from each request down to failures only. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** No other field reaches a line: whoever logs a whole record by mistake logs nothing of it. */
const FIELDS: ReadonlySet<string> = new Set([
  "err",
  "code",
  "method",
  "route",
  "status",
  "ms",
  "port",
  "position",
  "entries",
]);

const onlyKnown = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => FIELDS.has(name)));

/** Opens a log. No request, header, address or error message can reach a line, whoever logs it. */
export const openLog = (sink: LogSink, level: LogLevel = "info"): Log =>
  pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: onlyKnown },
      serializers: { err: safeError },
    },
    sink,
  );

/** A log that keeps nothing. */
export const NO_LOG: Log = openLog({ write: () => undefined }, "silent");

const MAX_FILE_BYTES = 20_000_000;
const MAX_OLDER_FILES = 5;

/** Appends to a file that only its owner reads; when it is full it becomes `FILE.1`, and the oldest is dropped. */
export function rotatingFile(file: string): LogSink {
  const stream = destination({ dest: file, mode: 0o600, sync: true });
  let bytes = statSync(file).size;
  // A full disk must not stop the centre.
  stream.on("error", () => undefined);
  stream.on("write", (written: number) => {
    bytes += written;
    if (bytes < MAX_FILE_BYTES) return;
    bytes = 0;
    for (let nth = MAX_OLDER_FILES - 1; nth > 0; nth -= 1)
      if (existsSync(`${file}.${nth}`)) renameSync(`${file}.${nth}`, `${file}.${nth + 1}`);
    renameSync(file, `${file}.1`);
    stream.reopen();
  });
  return stream;
}
