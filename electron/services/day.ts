import type { DayView } from "../../shared/contract/calls.ts";
import { localDateOf, type LocalDate } from "../../shared/time.ts";
import { listDay } from "./application.ts";
import type { Hall } from "./hall.ts";

/** One day as the supervisor sees it: every application, its duty holder and clocks, and the totals. */
export function viewDay(hall: Hall, on: LocalDate | null): DayView {
  const day = on ?? localDateOf(hall.now());
  const window = hall.station().name;
  const lines = listDay(hall, day).map((line) => ({ ...line, window }));
  const byRoute: Record<string, number> = {};
  for (const line of lines) byRoute[line.route ?? "none"] = (byRoute[line.route ?? "none"] ?? 0) + 1;
  const withClock = (state: string) => lines.filter((line) => line.clocks.some((clock) => clock.state === state)).length;
  return {
    on: day,
    lines,
    totals: { accepted: lines.length, byRoute, overdue: withClock("overdue"), dueToday: withClock("due-today"), unsynced: lines.filter((line) => !line.synced).length },
  };
}
