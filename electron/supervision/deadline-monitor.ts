import { warningLevel } from "#shared/case/due-board.ts";
import { instantOf, localDateOf, type Instant, type LocalDate } from "#shared/time/instant.ts";
import { findApplication } from "#station/db/applications.ts";
import { insertWarning } from "#station/db/deadline-warnings.ts";
import { pageOpenCases, type OpenCase, type OpenPlace } from "#station/db/applications.ts";
import { noteClockTrust } from "#station/health/system-clock-trust.ts";
import { openDeadlines, soonUntilOf } from "./worklist.ts";
import { isRemote } from "#station/records/remote-applications.ts";
import { createBackgroundLoop, type LoopDeps } from "#station/core/background-loop.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM, type Unit } from "#station/core/unit-of-work.ts";

/** Checks the deadlines of open applications repeatedly and raises each warning once. */
export type DeadlineMonitor = {
  /** Checks all once; returns how many warnings were raised. */
  check: () => Promise<number>;
  close: () => Promise<void>;
};

const EVERY_MS = 60_000;
const PAGE = 50;

/** The result of the last check of an application: nothing is due before `quietUntil` unless the record changes. */
type Quiet = { version: number; quietUntil: Instant | null };

function lookAt(unit: Unit, { id, version }: OpenCase, soonUntil: Instant): { raised: number; quiet: Quiet } {
  const { context, at } = unit;
  const row = findApplication(context.db, id);
  // The window that accepted it warns; here the worklist shows it with that window's name.
  const deadlines = row === null || isRemote(context, row) ? [] : openDeadlines(context, row);
  let raised = 0;
  for (const line of deadlines) {
    const level = warningLevel(line, soonUntil);
    if (level === null || line.dueAt === null) continue;
    const { deadline, dueAt } = line;
    if (!insertWarning(context.db, { applicationId: id, deadline, level, dueAt, raisedAt: at })) continue;
    unit.audit("warning.raised", id, { clock: deadline, level, dueAt });
    unit.emit({ kind: "worklist.changed" });
    raised += 1;
  }
  const ahead = deadlines.flatMap((line) => (line.dueAt !== null && line.state !== "overdue" ? [line.dueAt] : []));
  return { raised, quiet: { version, quietUntil: ahead.sort()[0] ?? null } };
}

/** Starts to look every minute; the first look is the caller's. It needs no network, and a restart raises nothing twice. */
export function startDeadlineMonitor(context: StationContext, deps: LoopDeps): DeadlineMonitor {
  let quiet = new Map<string, Quiet>();
  let day: LocalDate = "";

  function lookAtPage(cases: OpenCase[], soonUntil: Instant): number {
    const edge = [soonUntil, instantOf(localDateOf(context.now()), 1440)].sort().at(-1) ?? soonUntil;
    const due = cases.filter(({ id, version }) => {
      const known = quiet.get(id);
      return (
        known === undefined || known.version !== version || (known.quietUntil !== null && known.quietUntil <= edge)
      );
    });
    if (due.length === 0) return 0;
    return changeAs(context, SYSTEM, (unit) =>
      due.reduce((sum, each) => {
        const found = lookAt(unit, each, soonUntil);
        quiet.set(each.id, found.quiet);
        return sum + found.raised;
      }, 0),
    );
  }

  async function runOnce(stop: AbortSignal): Promise<number> {
    noteClockTrust(context);
    const today = localDateOf(context.now());
    // A new interpretation or calendar may move any due time, so results are kept for a day.
    if (today !== day) quiet = new Map();
    day = today;
    const soonUntil = soonUntilOf(context);
    let raised = 0;
    let place: OpenPlace | null = null;
    do {
      const page = pageOpenCases(context.db, place, PAGE);
      raised += lookAtPage(page.cases, soonUntil);
      place = page.end;
      // Between pages, waiting calls go first.
      await new Promise((resolve) => setImmediate(resolve));
    } while (place !== null && !stop.aborted);
    return raised;
  }

  const loop = createBackgroundLoop<number>(deps, {
    doing: "looking for deadlines",
    runOnce,
    nothing: 0,
    sleepMs: () => EVERY_MS,
    sleepsFirst: true,
  });
  loop.start();
  return { check: loop.run, close: loop.close };
}
