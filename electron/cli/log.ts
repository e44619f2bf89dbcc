import { existsSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput } from "#shared/lib/problem.ts";
import { hourText, LocalDate, localDateOf, instantOf, type Instant } from "#shared/time/instant.ts";
import { logFolder } from "#station/core/station-folder.ts";
import { optional, type CommandBody, type CommandInput } from "./command.ts";
import { followLines, readLines } from "./log-lines.ts";
import { stopAsked } from "./stop-asked.ts";
import { terminal } from "./terminal.ts";

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const POLL_MS = 500;

const Entry = z.looseObject({
  time: z.string(),
  level: z.enum(LEVELS),
  area: z.string().default("centre"),
  msg: z.string(),
  requestId: z.string().optional(),
  jobId: z.string().optional(),
  err: z.looseObject({ stack: z.array(z.string()).optional() }).optional(),
});
type Entry = z.infer<typeof Entry>;

/** Which entries are shown; null where all are. */
type LogFilter = { level: number; area: string | null; id: string | null; since: Instant | null };

function readLevel(text: string | null): number {
  const level = LEVELS.findIndex((each) => each === text);
  if (text === null || level >= 0) return Math.max(level, 0);
  const names = LEVELS.join(", ");
  throw badInput([{ path: "--level", message: bilingual(`须为 ${names} 之一`, `must be one of ${names}`) }]);
}

/** An instant, a day, or how long ago: `30m`, `2h`, `3d`. */
function readSince(text: string | null): Instant | null {
  if (text === null) return null;
  const ago = /^(\d{1,5})([smhd])$/.exec(text);
  if (ago !== null) return new Date(Date.now() - Number(ago[1]) * UNITS[ago[2] as keyof typeof UNITS]).toISOString();
  if (LocalDate.safeParse(text).success) return instantOf(text, 0);
  if (/^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text))) return new Date(text).toISOString();
  const message = bilingual(
    "须为 2026-11-30、2026-11-30T08:00:00Z，或 30m、2h、3d",
    "must be like 2026-11-30, 2026-11-30T08:00:00Z, or 30m, 2h, 3d",
  );
  throw badInput([{ path: "--since", message }]);
}

const filterOf = (input: CommandInput): LogFilter => ({
  level: readLevel(optional(input, "level")),
  area: optional(input, "area"),
  id: optional(input, "id"),
  since: readSince(optional(input, "since")),
});

/** The entry of a line; null for a line that is none, as a stopped computer may leave half of one. */
function entryOf(line: string): Entry | null {
  try {
    return Entry.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

const isShown = (entry: Entry, { level, area, id, since }: LogFilter): boolean =>
  LEVELS.indexOf(entry.level) >= level &&
  (area === null || entry.area === area) &&
  (id === null || entry.requestId === id || entry.jobId === id) &&
  (since === null || entry.time >= since);

/** An entry as a person reads it: the time in China, the level, the area, the sentence, then every other field. */
function textOf({ time, level, area, msg, err, ...others }: Entry): string {
  const fields = Object.entries(others).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const head = `${localDateOf(time)} ${hourText(time)}:${time.slice(17, 23)} ${level.padEnd(5)} ${area}: ${msg}`;
  if (err === undefined) return [head, ...fields].join("  ");
  const { stack = [], ...thrown } = err;
  return [[head, ...fields, `err=${JSON.stringify(thrown)}`].join("  "), ...stack.map((frame) => `    ${frame}`)].join(
    "\n",
  );
}

function show(lines: readonly string[], filter: LogFilter): void {
  const entries = lines.map(entryOf).filter((entry) => entry !== null && isShown(entry, filter)) as Entry[];
  for (const entry of entries.toSorted((a, b) => a.time.localeCompare(b.time))) terminal.text(textOf(entry));
}

/** `hall log`: the log of the station and its embedded centre, oldest first; `--follow` ends with Ctrl+C. */
export const logCommand: CommandBody = {
  async run(input) {
    const filter = filterOf(input);
    const folder = logFolder(input.dataDir);
    const isFollowing = input.options["follow"] === true;
    if (!existsSync(folder)) terminal.note(`这里还没有日志：${folder}`, `There is no log here yet: ${folder}`);
    const stop = new AbortController();
    const next = followLines(folder);
    show(readLines(folder), filter);
    if (!isFollowing) return 0;
    void stopAsked(false).then(() => stop.abort());
    while (!stop.signal.aborted) {
      show(next(), filter);
      await wait(POLL_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
    return 0;
  },
};
