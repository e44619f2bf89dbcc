import type { CaseState } from "#shared/act/case-state.ts";
import type { ClockLine } from "#shared/application.ts";
import { say } from "#shared/bilingual.ts";
import { clockStanding } from "#shared/clock-state.ts";
import { runClocks } from "#shared/clock.ts";
import type { Profile } from "#shared/profile.ts";
import type { Route } from "#shared/routing-rules.ts";
import type { Instant } from "#shared/time.ts";
import type { Pause } from "#shared/working-time.ts";
import type { ClockEvents } from "#station/db/clock-events.ts";
import { readingsInForce } from "#station/db/readings.ts";
import { instantOfHour } from "./agreed-time.ts";
import type { Hall } from "./hall.ts";

/** Stands beside every date that was worked out while the machine's clock was doubted. */
const CLOCK_UNSURE = say("时钟待核", "clock unsure");

/** A rule without routes runs for every application; another only for the routes it names. */
const runsFor = (rule: Profile["clocks"][number], routes: Route[]): boolean =>
  rule.routes === null || rule.routes.some((route) => routes.includes(route));

/** A clock stands still only for the reasons that its rule names. */
const pausesByClock = (rules: Profile["clocks"], pauses: CaseState["pauses"]): Record<string, readonly Pause[]> =>
  Object.fromEntries(
    rules.map((rule) => [
      rule.id,
      pauses.flatMap(({ reason, ...span }) =>
        rule.pauses.filter(({ id }) => id === reason).map(({ label }) => ({ ...span, reason: label.zh })),
      ),
    ]),
  );

/** The clocks that run for an application, as they stand now. */
export function clockLines(
  hall: Hall,
  profile: Profile,
  events: ClockEvents,
  routes: Route[],
  pauses: CaseState["pauses"] = [],
): ClockLine[] {
  const rules = profile.clocks.filter((rule) => runsFor(rule, routes));
  const states = runClocks(
    { clocks: rules },
    events,
    { hours: hall.hours, calendars: hall.calendars, readings: readingsInForce(hall.db, profile.id) },
    pausesByClock(rules, pauses),
  );
  const now = hall.now();
  const doubted = hall.clock.trust().kind === "unsure";
  return states.map((state) => ({
    clock: state.clock,
    label: state.label,
    standing: state.standing,
    state: clockStanding(state, now),
    startedAt: state.startedAt,
    dueAt: state.dueAt,
    dueOn: state.dueOn,
    note: state.note ?? (doubted && state.dueAt !== null ? CLOCK_UNSURE : null),
    clause: state.clause,
  }));
}

/** The clocks as they would run if the application were accepted now. */
export function previewClocks(hall: Hall, profile: Profile, appointment: string | null, routes: Route[]): ClockLine[] {
  const agreed: Instant | null = appointment === null ? null : instantOfHour(appointment);
  return clockLines(
    hall,
    profile,
    { intake: hall.now(), ...(agreed === null ? {} : { "agreed-time": agreed }) },
    routes,
  );
}
