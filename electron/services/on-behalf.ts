import type { CaseStatus } from "#shared/act/follow.ts";
import type { DayView } from "#shared/contract/calls.ts";
import { onBehalfFigures, type OnBehalfFigures } from "#shared/on-behalf-figures.ts";

/** What was asked for stands once the connection does. */
const SOLVED: readonly CaseStatus[] = ["connected", "closed"];

/**
 * How the entries on behalf of a day went (帮办代办): accepting and refusing answer a request, a visit only received waits for its answer,
 * and a visit received and accepted on the same day is one request.
 */
export function onBehalfOf(lines: DayView["lines"], receptions: DayView["receptions"]): OnBehalfFigures {
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
