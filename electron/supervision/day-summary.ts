import { callbackStatus } from "#shared/case/callback.ts";
import type { CaseStatus } from "#shared/case/case-status.ts";
import { onBehalfFigures, type OnBehalfFigures } from "#shared/case/on-behalf-figures.ts";
import type { DaySummaryView } from "#shared/contract/day-summary.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { type LocalDate, localDateOf } from "#shared/time/instant.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { countOpenCallbacks, listCallbacksOf } from "#station/db/callbacks.ts";
import { listReceptions } from "#station/intake/reception-view.ts";
import { readinessOn } from "#station/printing/printer-tests.ts";
import { getApplicationRow, listDay, profileOf } from "#station/records/application.ts";

/** The status of an application's callbacks today, for a list or the ledger. */
function viewCallbackStates(
  context: StationContext,
  applicationId: string,
): NonNullable<DaySummaryView["lines"][number]["callbacks"]> {
  const rows = listCallbacksOf(context.db, applicationId);
  if (rows.length === 0) return [];
  const { callbacks } = profileOf(context, getApplicationRow(context, applicationId));
  const today = localDateOf(context.now());
  return rows.map((row) => ({
    label: callbacks.find(({ id }) => id === row.rule)?.label ?? bilingual(row.rule, row.rule),
    status: callbackStatus(row.state, row.dueOn, today),
    dueOn: row.dueOn,
  }));
}

/** A request counts as solved once the connection is made. */
const SOLVED: readonly CaseStatus[] = ["connected", "closed"];

/**
 * The figures of a day's entries on behalf (帮办代办). Acceptance and refusal answer a request; a visit only received
 * still waits. A visit received and accepted on the same day is one request.
 */
function onBehalfOf(lines: DaySummaryView["lines"], receptions: DaySummaryView["receptions"]): OnBehalfFigures {
  const accepted = lines.filter((line) => line.channel === "on-behalf");
  const numbers = new Set(accepted.map((line) => line.acceptanceNumber));
  const visits = receptions.filter(
    (visit) =>
      visit.channel === "on-behalf" && (visit.acceptedAs === null || !numbers.has(visit.acceptedAs)) && !visit.replaced,
  );
  return onBehalfFigures([
    ...accepted.map((line) => ({ answered: true, solved: SOLVED.includes(line.status) })),
    ...visits.map((visit) => ({ answered: visit.kind === "refused" || visit.acceptedAs !== null, solved: false })),
  ]);
}

/** The status of the application's callbacks; nothing if it has none. */
function callbacksOf(
  context: StationContext,
  applicationId: string,
): Pick<DaySummaryView["lines"][number], "callbacks"> {
  const callbacks = viewCallbackStates(context, applicationId);
  return callbacks.length === 0 ? {} : { callbacks };
}

/** One day for the supervisor: every application with its case owner and deadlines, and the totals. */
export function viewDaySummary(context: StationContext, on: LocalDate | null): DaySummaryView {
  const day = on ?? localDateOf(context.now());
  const window = context.station().name;
  const lines = listDay(context, day).map((line) => ({ ...line, window, ...callbacksOf(context, line.id) }));
  const receptions = listReceptions(context, day);
  const byRoute: Record<string, number> = {};
  for (const line of lines) byRoute[line.route ?? "none"] = (byRoute[line.route ?? "none"] ?? 0) + 1;
  const withDeadline = (state: string) =>
    lines.filter((line) => line.deadlines.some((deadline) => deadline.state === state)).length;
  return {
    on: day,
    audit: context.health.chain,
    lines,
    receptions,
    onBehalf: onBehalfOf(lines, receptions),
    readiness: readinessOn(context, day),
    totals: {
      accepted: lines.length,
      byRoute,
      overdue: withDeadline("overdue"),
      dueToday: withDeadline("due-today"),
      unsynced: lines.filter((line) => !line.synced).length,
      callbacks: countOpenCallbacks(context.db, null, localDateOf(context.now())),
    },
  };
}
