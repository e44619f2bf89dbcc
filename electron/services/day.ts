import type { DayView } from "#shared/contract/calls.ts";
import { localDateOf, type LocalDate } from "#shared/time.ts";
import { countOpenCallbacks } from "#station/db/callbacks.ts";
import { listDay } from "./application.ts";
import { viewCallbackStates } from "./callback-states.ts";
import type { Hall } from "./hall.ts";
import { readinessOn } from "./printer-tests.ts";
import { onBehalfOf } from "./on-behalf.ts";
import { listReceptions } from "./reception-view.ts";

/** How the application's callbacks stand; nothing where none was called for. */
function callbacksOf(hall: Hall, applicationId: string): Pick<DayView["lines"][number], "callbacks"> {
  const callbacks = viewCallbackStates(hall, applicationId);
  return callbacks.length === 0 ? {} : { callbacks };
}

/** One day as the supervisor sees it: every application, its duty holder and clocks, and the totals. */
export function viewDay(hall: Hall, on: LocalDate | null): DayView {
  const day = on ?? localDateOf(hall.now());
  const window = hall.station().name;
  const lines = listDay(hall, day).map((line) => ({ ...line, window, ...callbacksOf(hall, line.id) }));
  const receptions = listReceptions(hall, day);
  const byRoute: Record<string, number> = {};
  for (const line of lines) byRoute[line.route ?? "none"] = (byRoute[line.route ?? "none"] ?? 0) + 1;
  const withClock = (state: string) =>
    lines.filter((line) => line.clocks.some((clock) => clock.state === state)).length;
  return {
    on: day,
    audit: hall.health.chain,
    lines,
    receptions,
    onBehalf: onBehalfOf(lines, receptions),
    readiness: readinessOn(hall, day),
    totals: {
      accepted: lines.length,
      byRoute,
      overdue: withClock("overdue"),
      dueToday: withClock("due-today"),
      unsynced: lines.filter((line) => !line.synced).length,
      callbacks: countOpenCallbacks(hall.db, null, localDateOf(hall.now())),
    },
  };
}
