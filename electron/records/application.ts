import { isClockDoubted } from "#shared/case/clock-warning.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import type { Application, DeadlineLine } from "#shared/case/application.ts";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { DaySummaryView } from "#shared/contract/day-summary.ts";
import { findRole } from "#shared/profile/form.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import { profileFor, serviceName } from "#shared/profile/services.ts";
import { localDateOf, type LocalDate } from "#shared/time/instant.ts";
import { findApplication, listApplicationsOn, type ApplicationRow } from "#station/db/applications.ts";
import type { Db } from "#station/db/database.ts";
import { listDeadlineEvents } from "#station/db/deadline-events.ts";
import { listContacts } from "#station/db/contacts.ts";
import { findJointCheckOf } from "#station/db/joint-checks.ts";
import { isApplicationSent } from "#station/db/outbox-entries.ts";
import { getProfileSnapshot } from "#station/db/profile-snapshots.ts";
import { stateOf } from "./case-state.ts";
import { endDeadlines } from "./deadlines.ts";
import { deadlineLines } from "./deadlines.ts";
import { assignmentLines } from "#station/roster/assignment.ts";
import { dutyHolderNow } from "./case-owner.ts";
import { remoteWindowOf } from "./remote-applications.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { leadNow } from "./lead.ts";
import { strictestRoute } from "#station/rules/routing.ts";

const kept = new WeakMap<Db, Map<string, Profile>>();

function snapshotOf(context: Pick<StationContext, "db">, hash: string): Profile {
  const known = kept.get(context.db) ?? new Map<string, Profile>();
  kept.set(context.db, known);
  const cached = known.get(hash);
  if (cached) return cached;
  const { profile, standIn } = getProfileSnapshot(context.db, hash);
  // A stand-in is replaced by the rules themselves when they arrive.
  if (!standIn) known.set(hash, profile);
  return profile;
}

/** The profile under which a record was made, narrowed to the service asked for. */
export const profileOf = (
  context: Pick<StationContext, "db">,
  row: { profileHash: string; content: { service?: string | undefined } },
): Profile => profileFor(snapshotOf(context, row.profileHash), row.content.service);

/** An application with its contact chain and current deadlines. */
export function viewApplication(context: StationContext, row: ApplicationRow): Application {
  const profile = profileOf(context, row);
  const state = stateOf(context, row);
  return {
    id: row.id,
    profileId: row.profileId,
    profileVersion: profile.version,
    acceptanceNumber: row.acceptanceNumber,
    status: row.status,
    content: row.content,
    ...row.decision,
    dutyHolder: dutyHolderNow(context, row),
    routes: state.routes,
    lead: leadNow(context, profile, row, state),
    assignments: assignmentLines(context, profile, row, state),
    deadlines: deadlinesOf(context, row, state),
    contacts: listContacts(context.db, row.id),
    acceptedAt: row.acceptedAt,
    stationId: row.stationId,
    ...remoteWindowOf(context, row),
    version: row.version,
    hash: row.hash,
    jointCheck: findJointCheckOf(context.db, row.id),
  };
}

/** The deadlines of an application under its own profile. A finished one says whether they were met. */
export function deadlinesOf(
  context: StationContext,
  row: ApplicationRow,
  state: CaseState = stateOf(context, row),
): DeadlineLine[] {
  const profile = profileOf(context, row);
  const lines = deadlineLines(context, profile, listDeadlineEvents(context.db, row.id), {
    routes: state.routes.map((route) => route.route),
    pauses: state.pauses,
  });
  return endDeadlines(context, profile, row, lines);
}

/** The row of an application, by id or acceptance number. */
export function getApplicationRow(context: StationContext, idOrNumber: string): ApplicationRow {
  const row = findApplication(context.db, idOrNumber);
  if (row) return row;
  throw problem(
    "application-not-found",
    bilingual(`没有找到这份申请：${idOrNumber.slice(0, 60)}`, `No such application: ${idOrNumber.slice(0, 60)}`),
    DATA_IS_SAFE,
    bilingual("请核对受理编号。", "Check the acceptance number."),
  );
}

/** The nearest running deadline; on the same day limits come before promises. */
function nextDeadline(deadlines: DeadlineLine[]): DeadlineLine | null {
  const due = deadlines
    .filter(({ dueAt, state }) => dueAt !== null && state !== "ended-in-time" && state !== "ended-late")
    .sort((a, b) => ((a.dueAt ?? "") < (b.dueAt ?? "") ? -1 : 1));
  return due[0] ?? null;
}

type DayLine = Omit<DaySummaryView["lines"][number], "window">;

/** Why a route applies: what bars the easier one, else what opens it. */
function basisOf(decision: RouteDecision): { utility: string; text: Bilingual; clause: string }[] {
  const against = decision.reasons.filter((reason) => reason.verdict !== "met");
  const telling = against.length > 0 ? against : decision.reasons;
  return telling.map((reason) => ({ utility: decision.utility, text: reason.text, clause: reason.clause }));
}

/** The service asked for if it is not a connection. */
function changeOf(profile: Profile, row: ApplicationRow): Pick<DayLine, "service"> {
  const label = row.content.service === undefined ? null : serviceName(profile, row.content.service);
  return label === null ? {} : { service: label };
}

/** One line of a list. */
export function lineOf(context: StationContext, row: ApplicationRow): DayLine {
  const profile = profileOf(context, row);
  // Current routes: a survey may have changed the first decision.
  const state = stateOf(context, row);
  const { routes, notices } = state;
  const deadlines = deadlinesOf(context, row, state);
  return {
    id: row.id,
    acceptanceNumber: row.acceptanceNumber,
    profileId: row.profileId,
    status: row.status,
    applicant: findRole(profile.form, row.content.form, "applicant") ?? "",
    site: findRole(profile.form, row.content.form, "site") ?? "",
    utilities: row.content.utilities,
    ...changeOf(profile, row),
    route: strictestRoute(routes.map((route) => route.route)),
    acceptedAt: row.acceptedAt,
    channel: row.content.channel,
    dutyHolder: dutyHolderNow(context, row).name,
    deadlines,
    routeBasis: routes.flatMap(basisOf),
    nextDeadline: nextDeadline(deadlines),
    synced: isApplicationSent(context.db, row.id),
    ...(notices.length === 0
      ? {}
      : {
          supplements: notices.map(({ at, items, reasonForAnother }) => ({
            at,
            items: items.length,
            reasonForAnother,
          })),
        }),
    ...(isClockDoubted(row.decision.warnings) ? { isClockDoubted: true } : {}),
    ...(row.content.outage === undefined ? {} : { outage: row.content.outage }),
  };
}

/** The applications accepted on a day; today by default. */
export const listDay = (context: StationContext, on: LocalDate | null): DayLine[] =>
  listApplicationsOn(context.db, on ?? localDateOf(context.now())).map((row) => lineOf(context, row));
