import type { Act, ActKind } from "#shared/case/act.ts";
import type { DeadlineLine } from "#shared/case/application.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import { findEnd, isDeadlineEnded, statusAtEnd, type Step } from "#shared/case/deadline-end.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { deadlineStatus } from "#shared/profile/deadline-state.ts";
import { runDeadlines } from "#shared/profile/deadline.ts";
import { findRole, type FormValues } from "#shared/profile/form.ts";
import { type Profile, StartEvent } from "#shared/profile/profile.ts";
import type { Route } from "#shared/profile/routing-rules.ts";
import { type Instant, instantOf, LocalDate, localDateOf } from "#shared/time/instant.ts";
import type { Pause } from "#shared/time/working-time.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { type ActRow, listActs } from "#station/db/acts.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { type DeadlineEvents, insertDeadlineEvent, listDeadlineEvents } from "#station/db/deadline-events.ts";
import { interpretationsInForce } from "#station/db/interpretations.ts";

/** The start event of the deadlines that an act begins; null for an act that begins none. */
const BEGUN_BY: Record<ActKind, StartEvent | null> = {
  "supplement.requested": null,
  "supplement.received": "supplement-done",
  "tolerance.granted": null,
  "tolerance.settled": null,
  "tolerance.lapsed": null,
  "survey.scheduled": null,
  "survey.recorded": null,
  "letter.signed": null,
  "approval.applied": "utility-application-received",
  "opinion.recorded": null,
  "signers.decided": null,
  "approval.concluded": null,
  "construction.started": null,
  "connection.made": null,
  "case.closed": null,
  "specialist.responded": null,
  "lead.changed": null,
  "details.corrected": null,
  "application.refused": null,
  "application.withdrawn": null,
};

function eventsOf({ kind }: Act, at: Instant): DeadlineEvents {
  const event = BEGUN_BY[kind];
  return event === null ? {} : { [event]: at };
}

/** Stores the start events of the deadlines that an act begins. */
export function noteDeadlineEvents(
  context: StationContext,
  row: Pick<ApplicationRow, "id">,
  act: Act,
  at: Instant,
): void {
  for (const [event, begun] of Object.entries(eventsOf(act, at)))
    insertDeadlineEvent(context.db, row.id, StartEvent.parse(event), begun);
}

/** The instant of a local `YYYY-MM-DDTHH`, or of a day's start. Null for other text, as while typing. */
export function instantOfHour(text: string): Instant | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]))?$/.exec(text);
  return match?.[1] === undefined || !LocalDate.safeParse(match[1]).success
    ? null
    : instantOf(match[1], Number(match[2] ?? "0") * 60);
}

/** The agreed time of connection (预约接入时间), if the form has one and it is filled in. */
export function agreedTimeOf(profile: Profile, form: FormValues): Instant | null {
  const text = findRole(profile.form, form, "appointment");
  return text === null ? null : instantOfHour(text);
}

const stepOf = ({ act, at, state }: ActRow): Step => ({
  status: state.status,
  on: "on" in act ? act.on : localDateOf(at),
  at,
});

/** The deadlines of a finished case; each that ended says whether it was met. */
export function endDeadlines(
  context: StationContext,
  profile: Profile,
  row: ApplicationRow,
  lines: DeadlineLine[],
): DeadlineLine[] {
  const startOf = (line: DeadlineLine) => profile.clocks.find(({ id }) => id === line.deadline)?.startEvent;
  const ended = lines.some((line) => isDeadlineEnded(startOf(line) ?? "intake", row.status));
  if (!ended) return lines;
  const steps = listActs(context.db, row.id).map(stepOf);
  return lines.map((line) => {
    const startEvent = startOf(line);
    const end = startEvent === undefined ? null : findEnd(startEvent, steps);
    return end === null ? line : { ...line, state: statusAtEnd(line, end) };
  });
}

/** The note beside each date computed while the machine's clock was doubted. */
const CLOCK_UNSURE = bilingual("时钟待核", "clock unsure");

/** A rule without routes applies to every application, another only to the routes it names. */
const runsFor = (rule: Profile["clocks"][number], routes: Route[]): boolean =>
  rule.routes === null || rule.routes.some((route) => routes.includes(route));

/** A deadline pauses only for the reasons that its rule names. */
const pausesByDeadline = (rules: Profile["clocks"], pauses: CaseState["pauses"]): Record<string, readonly Pause[]> =>
  Object.fromEntries(
    rules.map((rule) => [
      rule.id,
      pauses.flatMap(({ reason, ...span }) =>
        rule.pauses.filter(({ id }) => id === reason).map(({ label }) => ({ ...span, reason: label.zh })),
      ),
    ]),
  );

/** The current deadlines of an application. */
export function deadlineLines(
  context: StationContext,
  profile: Profile,
  events: DeadlineEvents,
  { routes, pauses = [] }: { routes: Route[]; pauses?: CaseState["pauses"] },
): DeadlineLine[] {
  const rules = profile.clocks.filter((rule) => runsFor(rule, routes));
  const states = runDeadlines(
    { clocks: rules },
    events,
    {
      hours: context.hours,
      calendars: context.calendars,
      interpretations: interpretationsInForce(context.db, profile.id),
    },
    pausesByDeadline(rules, pauses),
  );
  const now = context.now();
  const doubted = context.clock.trust().kind === "unsure";
  return states.map((state) => ({
    deadline: state.deadline,
    label: state.label,
    basis: state.basis,
    state: deadlineStatus(state, now),
    startedAt: state.startedAt,
    dueAt: state.dueAt,
    dueOn: state.dueOn,
    note: state.note ?? (doubted && state.dueAt !== null ? CLOCK_UNSURE : null),
    clause: state.clause,
  }));
}

/** The deadlines if the application were accepted now. */
export function previewDeadlines(
  context: StationContext,
  profile: Profile,
  appointment: string | null,
  routes: Route[],
): DeadlineLine[] {
  const agreed: Instant | null = appointment === null ? null : instantOfHour(appointment);
  return deadlineLines(
    context,
    profile,
    { intake: context.now(), ...(agreed === null ? {} : { "agreed-time": agreed }) },
    { routes },
  );
}

/** A deadline as it travels with the record, for those who act on it elsewhere. */
export type TravellingDeadline = Pick<DeadlineLine, "deadline" | "label"> & { dueAt: Instant };

const travelling = (lines: readonly DeadlineLine[]): TravellingDeadline[] =>
  lines.flatMap(({ deadline, label, dueAt }) => (dueAt === null ? [] : [{ deadline, label, dueAt }]));

/** The deadlines that run from acceptance, for the centre. */
export const deadlinesAtIntake = (
  context: StationContext,
  profile: Profile,
  events: DeadlineEvents,
  routes: Route[],
): TravellingDeadline[] => travelling(deadlineLines(context, profile, events, { routes }));

/** The deadlines that run after an act, for the centre: agencies know no rules and no calendar of the hall. */
export function deadlinesAfter(
  context: StationContext,
  { profile, row }: { profile: Profile; row: Pick<ApplicationRow, "id"> },
  act: Act,
  { state, at }: { state: CaseState; at: Instant },
): TravellingDeadline[] {
  // The first event of its kind counts.
  const events = { ...eventsOf(act, at), ...listDeadlineEvents(context.db, row.id) };
  const lines = deadlineLines(context, profile, events, {
    routes: state.routes.map(({ route }) => route),
    pauses: state.pauses,
  });
  const startOf = (line: DeadlineLine) => profile.clocks.find(({ id }) => id === line.deadline)?.startEvent;
  return travelling(lines.filter((line) => !isDeadlineEnded(startOf(line) ?? "intake", state.status)));
}
