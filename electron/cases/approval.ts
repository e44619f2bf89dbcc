import {
  approvalProblem,
  completeAct,
  grantStatus,
  type GrantStatus,
  type ReportedOpinion,
} from "#shared/case/approval-rules.ts";
import type { Act } from "#shared/case/act.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import { departmentKey } from "#shared/case/signers.ts";
import { FeedItem } from "#shared/contract/centre/feed.ts";
import { jsonIn } from "#shared/lib/json.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { listActs } from "#station/db/acts.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { listPulledItems } from "#station/db/pulled-items.ts";
import { profileOf } from "#station/records/application.ts";

/**
 * The last opinion of each department that came by the centre and still counts: given in this round, and not followed
 * by one that a window recorded for the same department.
 */
function reportedOpinions(context: StationContext, row: ApplicationRow, profile: Profile): ReportedOpinion[] {
  const last = new Map<string, ReportedOpinion & { at: number }>();
  for (const body of listPulledItems(context.db, row.id)) {
    const item = FeedItem.safeParse(jsonIn(body)).data;
    if (item?.kind !== "opinion.given" || item.by.kind !== "department") continue;
    const { name: signer } = item.by;
    last.set(departmentKey(profile, signer), { signer, agrees: item.agrees, at: Date.parse(item.at) });
  }
  if (last.size === 0) return [];
  const acts = listActs(context.db, row.id);
  const round = acts.findLast(({ act }) => act.kind === "approval.concluded")?.at;
  const since = round === undefined ? 0 : Date.parse(round);
  const recordedAt = new Map<string, number>();
  for (const { act, at } of acts)
    if (act.kind === "opinion.recorded") recordedAt.set(departmentKey(profile, act.signer), Date.parse(at));
  return [...last].flatMap(([key, { signer, agrees, at }]) =>
    at > since && at >= (recordedAt.get(key) ?? 0) ? [{ signer, agrees }] : [],
  );
}

/** An act on a case in a given state, and the role of the person who does it. */
type ActOnCase = { state: CaseState; act: Act; role: "clerk" | "supervisor" };

/** The act as it is recorded, and what the rules of an approval forbid about it; null if nothing. */
export function underApprovalRules(
  context: StationContext,
  row: ApplicationRow,
  { state, act, role }: ActOnCase,
): { act: Act; wrong: FieldProblem | null } {
  const profile = profileOf(context, row);
  const complete = completeAct(act, { profile, state });
  const reported = reportedOpinions(context, row, profile);
  return { act: complete, wrong: approvalProblem(complete, { profile, state, role, reported }) };
}

/** What granting would pass over now; null unless an approval is under way. */
export function grantStatusOf(context: StationContext, row: ApplicationRow, state: CaseState): GrantStatus | null {
  if (state.status !== "approving") return null;
  const profile = profileOf(context, row);
  return grantStatus({ profile, state, reported: reportedOpinions(context, row, profile) });
}

/** What the audit log says of an approval's act: departments and result. Typed reasons stay in the record only. */
export function approvalAudit(act: Act): Record<string, unknown> {
  switch (act.kind) {
    case "opinion.recorded":
      return act.reason === undefined ? {} : { unlisted: true, reasonGiven: true };
    case "signers.decided":
      return { notInvolved: act.notInvolved, reasonGiven: true };
    case "approval.concluded":
      return {
        granted: act.granted,
        ...(act.missing === undefined ? {} : { missing: act.missing }),
        ...(act.reason === undefined ? {} : { reasonGiven: true }),
      };
    default:
      return {};
  }
}
