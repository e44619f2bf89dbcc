import type { DeadlineLine } from "#shared/case/application.ts";
import { isClockDoubted } from "#shared/case/clock-warning.ts";
import { isDeadlineEnded } from "#shared/case/deadline-end.ts";
import { DUE_SOON_HOURS, dueBoard, type DueItem, dueSoonUntil, type WarningLevel } from "#shared/case/due-board.ts";
import type { WaitingAssignment, WorklistView, WarningLine } from "#shared/contract/worklist.ts";
import { findRole } from "#shared/profile/form.ts";
import { type Instant, localDateOf } from "#shared/time/instant.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";
import { type ApplicationRow, countOpenCases, findApplication, listOpenCases } from "#station/db/applications.ts";
import { countOpenCallbacks } from "#station/db/callbacks.ts";
import { acknowledgeWarning, type DeadlineWarning, listOpenWarnings } from "#station/db/deadline-warnings.ts";
import { findSetting } from "#station/db/settings.ts";
import { listSpecialistIdsOf } from "#station/db/specialists.ts";
import { deadlinesOf, profileOf } from "#station/records/application.ts";
import { dutyHolderNow } from "#station/records/case-owner.ts";
import { stateOf } from "#station/records/case-state.ts";
import { isRemote, windowOf } from "#station/records/remote-applications.ts";
import { assignmentLines } from "#station/roster/assignment.ts";
import { listUnacknowledgedMessages } from "./inbox.ts";

function waitingOf(context: StationContext, row: ApplicationRow, mySpans: ReadonlySet<string>): WaitingAssignment[] {
  if ((row.decision.dispatches ?? []).length === 0) return [];
  const profile = profileOf(context, row);
  const about = {
    applicationId: row.id,
    acceptanceNumber: row.acceptanceNumber,
    applicant: findRole(profile.form, row.content.form, "applicant") ?? "",
    dutyHolder: dutyHolderNow(context, row).name,
  };
  return assignmentLines(context, profile, row, stateOf(context, row))
    .filter(({ response }) => response === null)
    .map((assignment) => ({
      ...about,
      toMe: assignment.specialist !== null && mySpans.has(assignment.specialist.id),
      assignment,
    }));
}

/**
 * Assignments without a response, of the cases looked at. Of at most `others` further open cases, those sent to the
 * asker.
 */
function waitingAssignments(
  context: StationContext,
  actor: Actor,
  rows: readonly ApplicationRow[],
  others: number,
): WaitingAssignment[] {
  const mySpans = new Set(listSpecialistIdsOf(context.db, actor.operator.id));
  const seen = new Set(rows.map(({ id }) => id));
  const further =
    others === 0 || mySpans.size === 0
      ? []
      : listOpenCases(context.db, null, others)
          .filter(({ id }) => !seen.has(id))
          .flatMap(({ id }) => findApplication(context.db, id) ?? []);
  const waiting = [
    ...rows.flatMap((row) => waitingOf(context, row, mySpans)),
    ...further.flatMap((row) => waitingOf(context, row, mySpans).filter(({ toMe }) => toMe)),
  ];
  return waiting.sort(
    (a, b) => a.assignment.at.localeCompare(b.assignment.at) || a.acceptanceNumber.localeCompare(b.acceptanceNumber),
  );
}

/** More open cases than any hall has; it bounds one read of the worklist. */
const MAX_CASES = 1000;
const MAX_WARNINGS = 200;

/** What counts as due soon in this hall, in counter hours. */
function soonHoursOf(context: StationContext): number {
  const hours = Number(findSetting(context.db, "worklist.dueSoonHours") ?? DUE_SOON_HOURS);
  return Number.isFinite(hours) && hours > 0 ? hours : DUE_SOON_HOURS;
}

/** The last instant that counts as due soon now. */
export const soonUntilOf = (context: StationContext): Instant =>
  dueSoonUntil(context.now(), soonHoursOf(context), context.hours, context.calendars);

/** The deadlines of an application that still run. */
export function openDeadlines(context: StationContext, row: ApplicationRow): DeadlineLine[] {
  const rules = profileOf(context, row).clocks;
  return deadlinesOf(context, row).filter((line) => {
    const rule = rules.find(({ id }) => id === line.deadline);
    return rule !== undefined && !isDeadlineEnded(rule.startEvent, row.status);
  });
}

const applicantOf = (context: StationContext, row: ApplicationRow): string =>
  findRole(profileOf(context, row).form, row.content.form, "applicant") ?? "";

function itemsOf(context: StationContext, row: ApplicationRow): DueItem[] {
  const about = {
    applicationId: row.id,
    acceptanceNumber: row.acceptanceNumber,
    applicant: applicantOf(context, row),
    window: windowOf(context, row),
    dutyHolder: dutyHolderNow(context, row).name,
    lateEntry: row.content.outage !== undefined,
    isClockDoubted: isClockDoubted(row.decision.warnings),
  };
  return openDeadlines(context, row).map((deadline) => ({ ...about, deadline }));
}

function warningLine(context: StationContext, warning: DeadlineWarning): WarningLine[] {
  const row = findApplication(context.db, warning.applicationId);
  if (row === null) return [];
  const rule = profileOf(context, row).clocks.find(({ id }) => id === warning.deadline);
  const label = rule?.label ?? { zh: warning.deadline, en: warning.deadline };
  return [
    {
      ...warning,
      label,
      acceptanceNumber: row.acceptanceNumber,
      applicant: applicantOf(context, row),
      dutyHolder: dutyHolderNow(context, row).name,
    },
  ];
}

/**
 * The deadlines on the worklist (临期看板), of the asker's applications or of all. A supervisor sees every overdue
 * warning.
 */
export function viewWorklist(context: StationContext, actor: Actor, mine: boolean): WorklistView {
  const whose = mine ? actor.operator.id : null;
  const cases = listOpenCases(context.db, whose, MAX_CASES);
  const rows = cases.flatMap(({ id }) => findApplication(context.db, id) ?? []);
  const items = rows.flatMap((row) => itemsOf(context, row));
  const warned = listOpenWarnings(
    context.db,
    actor.operator.role === "supervisor" ? null : actor.operator.id,
    MAX_WARNINGS,
  );
  const received = listUnacknowledgedMessages(context, actor, mine);
  return {
    now: context.now(),
    mine,
    soonHours: soonHoursOf(context),
    board: dueBoard(items, soonUntilOf(context)),
    notShown: cases.length < MAX_CASES ? 0 : countOpenCases(context.db, whose) - cases.length,
    assignments: waitingAssignments(
      context,
      actor,
      rows.filter((row) => mine || !isRemote(context, row)),
      mine ? MAX_CASES : 0,
    ),
    warnings: warned.flatMap((warning) => warningLine(context, warning)),
    centreMessages: received.messages,
    messagesNotShown: received.notShown,
    callbacks: countOpenCallbacks(context.db, whose, localDateOf(context.now())),
    trust: context.clock.trust(),
  };
}

/** Acknowledges a warning (已知悉); false if somebody did before. */
export function acknowledge(
  context: StationContext,
  actor: Actor,
  of: { applicationId: string; deadline: string; level: WarningLevel },
): { acknowledged: boolean } {
  return change(context, actor, (unit): { acknowledged: boolean } => {
    const acknowledged = acknowledgeWarning(context.db, of, actor.operator.id, unit.at);
    if (!acknowledged) return { acknowledged };
    unit.audit("warning.acknowledged", of.applicationId, { clock: of.deadline, level: of.level });
    unit.emit({ kind: "worklist.changed" });
    return { acknowledged };
  });
}
