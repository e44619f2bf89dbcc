import type { Act } from "#shared/case/act.ts";
import type { DeadlineLine } from "#shared/case/application.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import { findEnd, isDeadlineEnded, statusAtEnd, type Step } from "#shared/case/deadline-end.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { deadlineStatus } from "#shared/profile/deadline-state.ts";
import { runDeadlines } from "#shared/profile/deadline.ts";
import { findRole, type FormValues } from "#shared/profile/form.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { Route } from "#shared/profile/routing-rules.ts";
import { type Instant, instantOf, LocalDate, localDateOf } from "#shared/time/instant.ts";
import type { Pause } from "#shared/time/working-time.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { type ActRow, listActs } from "#station/db/acts.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { type DeadlineEvents, insertDeadlineEvent } from "#station/db/deadline-events.ts";
import { interpretationsInForce } from "#station/db/interpretations.ts";

/** Stores the start events of the deadlines that an act begins. */
export function noteDeadlineEvents(
  context: StationContext,
  row: Pick<ApplicationRow, "id">,
  act: Act,
  at: Instant,
): void {
  if (act.kind === "approval.applied") insertDeadlineEvent(context.db, row.id, "utility-application-received", at);
  if (act.kind === "supplement.received") insertDeadlineEvent(context.db, row.id, "supplement-done", at);
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
