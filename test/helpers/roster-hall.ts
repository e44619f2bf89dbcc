import { randomUUID } from "node:crypto";
import { findOperator } from "#station/db/operators.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import type { Actor } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { appointSpecialist, grantAuthority } from "#station/roster/roster-entries.ts";
import type { Act } from "#shared/case/act.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { ProblemError, type Problem } from "#shared/lib/problem.ts";
import { HandClock } from "./hand-clock.ts";
import { type OpenTestStation } from "./station-fixture.ts";
import { yunhaiDraft } from "./yunhai-draft.ts";

/** A Friday, 10:00 in the hall; the counter works 9:00-12:00 and 13:30-17:00. */
export const MORNING = "2026-09-18T02:00:00.000Z";
export const TODAY = "2026-09-18";

/** The problem that a call ends in; throws where it ends well. */
export function problemFrom(run: () => unknown): Problem {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error("it ended well");
}

/** A hall of a locality with two clerks and a supervisor, its clock turned by hand; people on the roster are invented. */
export async function openRosterStation(openTestStation: OpenTestStation, profileId = "yunhai") {
  const clock = new HandClock(MORNING);
  const { context } = await openTestStation({ now: clock.now });
  const actor = (id: string): Actor => {
    const operator = findOperator(context.db, id);
    if (operator === null) throw new Error(`the demo hall has no ${id}`);
    return { operator, station: context.station() };
  };
  const supervisor = actor("supervisor-1");
  const accept = (changes: Partial<DraftBody> = {}, by = actor("clerk-1")) =>
    submitApplication(context, by, {
      key: randomUUID(),
      body: yunhaiDraft({ profileId, outsideLines: [], ...changes }),
    });
  const grant = (operatorId: string, utility: string, startsOn = TODAY, endsOn: string | null = null) =>
    grantAuthority(context, supervisor, { profileId, utility, operatorId, startsOn, endsOn });
  const appoint = (
    name: string,
    duty: "specialist" | "stand-in",
    span: { startsOn?: string; endsOn?: string | null; phone?: string | null } = {},
  ) =>
    appointSpecialist(context, supervisor, {
      profileId,
      utility: "water",
      duty,
      person: { name, phone: span.phone === undefined ? "0000-2000001" : span.phone, organisation: "示例水务公司" },
      startsOn: span.startsOn ?? TODAY,
      endsOn: span.endsOn ?? null,
    });
  const act = (applicationId: string, wanted: Act) =>
    performAct(context, actor("clerk-1"), {
      applicationId,
      shownVersion: getApplicationRow(context, applicationId).version,
      act: wanted,
    });
  const view = (id: string) => viewApplication(context, getApplicationRow(context, id));
  return { clock, context, actor, supervisor, accept, grant, appoint, act, view, profileId };
}
