import type { DeskDispatch } from "#shared/contract/desk-calls.ts";
import { findRole } from "#shared/form-roles.ts";
import { findApplication, type ApplicationRow } from "#station/db/applications.ts";
import { listOpenCases } from "#station/db/open-applications.ts";
import { listSpecialistIdsOf } from "#station/db/specialists.ts";
import { profileOf } from "./application.ts";
import { stateOf } from "./case-state.ts";
import { dispatchLines } from "./dispatch.ts";
import { dutyHolderNow } from "./duty.ts";
import type { Actor, Hall } from "./hall.ts";

function waitingOf(hall: Hall, row: ApplicationRow, mySpans: ReadonlySet<string>): DeskDispatch[] {
  if ((row.decision.dispatches ?? []).length === 0) return [];
  const profile = profileOf(hall, row);
  const about = {
    applicationId: row.id,
    acceptanceNumber: row.acceptanceNumber,
    applicant: findRole(profile.form, row.content.form, "applicant") ?? "",
    dutyHolder: dutyHolderNow(hall, row).name,
  };
  return dispatchLines(hall, profile, row, stateOf(hall, row))
    .filter(({ response }) => response === null)
    .map((dispatch) => ({
      ...about,
      toMe: dispatch.specialist !== null && mySpans.has(dispatch.specialist.id),
      dispatch,
    }));
}

/** The parts sent out that wait for an answer, of the cases looked at; beside them, of at most `others` further open cases, what was sent to the asker. */
export function waitingDispatches(
  hall: Hall,
  actor: Actor,
  rows: readonly ApplicationRow[],
  others: number,
): DeskDispatch[] {
  const mySpans = new Set(listSpecialistIdsOf(hall.db, actor.operator.id));
  const seen = new Set(rows.map(({ id }) => id));
  const further =
    others === 0 || mySpans.size === 0
      ? []
      : listOpenCases(hall.db, null, others)
          .filter(({ id }) => !seen.has(id))
          .flatMap(({ id }) => findApplication(hall.db, id) ?? []);
  const waiting = [
    ...rows.flatMap((row) => waitingOf(hall, row, mySpans)),
    ...further.flatMap((row) => waitingOf(hall, row, mySpans).filter(({ toMe }) => toMe)),
  ];
  return waiting.sort(
    (a, b) => a.dispatch.at.localeCompare(b.dispatch.at) || a.acceptanceNumber.localeCompare(b.acceptanceNumber),
  );
}
