import type { CaseState } from "#shared/case/case-state.ts";
import { departmentKey, departmentName, joinNames } from "#shared/case/signers.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { localDateOf } from "#shared/time/instant.ts";
import type { ApprovalData, OpinionData } from "#templates/documents/document-data.ts";
import { dayText } from "#templates/documents/value-text.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { listActs, type ActRow } from "#station/db/acts.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { findOperator } from "#station/db/operators.ts";

const NOT_INVOLVED = "不涉及";
const NOT_GIVEN = "准予时未取得意见";

const isGrant = ({ act }: ActRow): boolean => act.kind === "approval.concluded" && act.granted;

/** The acts of the round whose opinions the sheet shows: an application after a conclusion begins another one. */
function actsOfRound(acts: readonly ActRow[]): readonly ActRow[] {
  const start = acts.findLastIndex(
    ({ act }, i) => act.kind === "approval.applied" && (i === 0 || acts[i - 1]?.state.status !== "approving"),
  );
  return acts.slice(Math.max(0, start));
}

/** Who decided it, when and why, as the sheet says it. */
function decidedBy(context: StationContext, { act, at, operatorId }: ActRow, verb: string): string {
  const name = findOperator(context.db, operatorId)?.name ?? operatorId;
  const reason = "reason" in act && act.reason !== undefined ? `理由：${act.reason}` : "未写明理由";
  return `${dayText(localDateOf(at))}由${name}${verb}，${reason}`;
}

/** What stands in the places for opinions, and what the sheet says below about the places without one. */
export function opinionsOnSheet(
  context: StationContext,
  profile: Profile,
  row: ApplicationRow,
  state: CaseState,
): Pick<ApprovalData, "opinions" | "notes"> {
  const opinions = new Map<string, OpinionData>();
  for (const opinion of state.opinions) {
    const key = departmentKey(profile, opinion.signer);
    const listed = profile.signers?.some(({ id }) => id === key) === true;
    opinions.set(key, {
      signer: listed ? key : opinion.signer,
      text: opinion.text || (opinion.agrees ? "同意" : "不同意"),
      signedOn: opinion.signedOn,
      ...(opinion.reason === undefined ? {} : { reason: opinion.reason }),
    });
  }
  const fill = (signers: readonly string[], text: string): void => {
    for (const signer of signers) if (!opinions.has(signer)) opinions.set(signer, { signer, text, signedOn: null });
  };
  const names = (signers: readonly string[]): string =>
    joinNames(signers.map((signer) => departmentName(profile, signer))).zh;
  const round = actsOfRound(listActs(context.db, row.id));
  const notes: string[] = [];
  const decided = round.findLast(({ act }) => act.kind === "signers.decided");
  const notInvolved = state.notInvolved ?? [];
  if (decided !== undefined && notInvolved.length > 0) {
    fill(notInvolved, NOT_INVOLVED);
    notes.push(`${NOT_INVOLVED}：${names(notInvolved)}。${decidedBy(context, decided, "核定")}`);
  }
  const grant = round.findLast(isGrant);
  if (grant?.act.kind === "approval.concluded") {
    const { missing = [], reason } = grant.act;
    fill(missing, NOT_GIVEN);
    if (missing.length > 0) notes.push(`${NOT_GIVEN}：${names(missing)}。${decidedBy(context, grant, "准予")}`);
    else if (reason !== undefined && state.opinions.length === 0)
      notes.push(`准予时没有登记任何部门的意见。${decidedBy(context, grant, "准予")}`);
  }
  return { opinions: [...opinions.values()], notes };
}
