import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { Act, ActKind } from "./act.ts";
import type { CaseState } from "./case-state.ts";
import { FOLLOW, actLabel, statusLabel } from "./case-status.ts";
import { hasLetter, needing, unanswered, unapplied, unconnected, ungranted, unsigned } from "./case-state.ts";

/** Why an act cannot be done now, and what can be done instead. */
export type Refusal = { why: Bilingual; next: Bilingual };

const CHOOSE_ANOTHER = bilingual("请从当前可办的事项中选择。", "Choose one of the acts that are possible now.");
const no = (zh: string, en: string, next = CHOOSE_ANOTHER): Refusal => ({ why: bilingual(zh, en), next });

/** The acts possible in this state for this role, in the order of the table. */
export function nextActs(state: CaseState, role: "clerk" | "supervisor"): ActKind[] {
  const kinds = Object.keys(FOLLOW) as ActKind[];
  return kinds.filter(
    (kind) =>
      FOLLOW[kind].from.includes(state.status) &&
      FOLLOW[kind].roles.includes(role) &&
      hasPlace(state, kind) &&
      openFor(state, kind),
  );
}

/** Whether an act fits the service applied for: a change of name needs no survey, approval or works. */
const hasPlace = (state: CaseState, kind: ActKind): boolean => state.change !== true || FOLLOW[kind].change !== null;

/** Acts that only make sense while something is pending. */
function openFor(state: CaseState, kind: ActKind): boolean {
  switch (kind) {
    case "tolerance.granted":
      return state.tolerance === null;
    case "tolerance.settled":
    case "tolerance.lapsed":
      return isTolerating(state);
    case "letter.signed":
      return unsigned(state).length > 0;
    case "approval.applied":
      return unapplied(state).length > 0;
    case "construction.started":
      return mayWork(state);
    case "specialist.responded":
      return unanswered(state).length > 0;
    case "lead.changed":
      // Without an outside line there is nothing to survey or approve, so nobody leads.
      return state.lead?.isLocked === false && state.routes.length > 0;
    case "case.closed":
      return !isTolerating(state);
    case "connection.made":
      return unconnected(state).length > 0 && mayWork(state);
    case "supplement.requested":
    case "supplement.received":
    case "survey.scheduled":
    case "survey.recorded":
    case "opinion.recorded":
    case "signers.decided":
    case "approval.concluded":
    case "details.corrected":
    case "application.refused":
    case "application.withdrawn":
      return true;
  }
}

/** Whether items are still owed under a tolerance. */
const isTolerating = (state: CaseState): boolean => state.tolerance !== null && state.tolerance.ended === null;

/** An accepted case may go to works at once if it needs no approval and no letter. */
const mayWork = (state: CaseState): boolean =>
  state.status !== "accepted" || (ungranted(state).length === 0 && unsigned(state).length === 0);

/** Why the lead cannot change: nobody may choose it, or other units already act on its invitation. */
function refusalOfLead(state: CaseState, act: Extract<Act, { kind: "lead.changed" }>): Refusal | null {
  if (state.lead === undefined)
    return no(
      "这份申请的牵头单位由本地文件或窗口所属单位确定，不由经办人选定。",
      "The local rules or the station's unit decide who leads this application; nobody chooses.",
      bilingual(
        "牵头单位有误时，请值班主管核对地方规则和窗口登记。",
        "If the lead is wrong, ask the supervisor to check the profile and the station's unit.",
      ),
    );
  if (state.lead.isLocked)
    return no(
      "牵头单位已经组织踏勘或发起审批，首发派出后牵头单位锁定。",
      "The lead has already called a survey or applied for approval; from then on it is locked.",
      bilingual(
        "请由现牵头单位继续办理；责任人需要变动时请办理移交。",
        "The present lead goes on. Hand the application over if the case owner must change.",
      ),
    );
  if (state.routes.length === 0)
    return no(
      "这份申请没有外线工程，没有需要牵头的联合踏勘和审批。",
      "Without an outside line there is no survey and no approval to lead.",
    );
  if (act.utility !== null && !state.utilities.includes(act.utility))
    return no("这份申请没有报装这项业务。", "This utility is not part of the application.");
  return act.utility === state.lead.utility
    ? no("现在的牵头单位就是它。", "It leads already.", bilingual("请选择另一个单位。", "Choose another unit."))
    : null;
}

function refusalOfUtility(state: CaseState, act: Extract<Act, { utility: string }>): Refusal | null {
  if (!state.utilities.includes(act.utility))
    return no("这份申请没有报装这项业务。", "This utility is not part of the application.");
  const route = state.routes.find(({ utility }) => utility === act.utility);
  switch (act.kind) {
    case "letter.signed":
      if (route?.letter !== true)
        return no("按判定的办理路径，这项业务不适用告知承诺书。", "Its route does not allow a commitment letter.");
      return hasLetter(state, act.utility) ? no("这项业务的承诺书已经登记。", "Its letter is already recorded.") : null;
    case "approval.applied":
      if (!needing(state).includes(act.utility))
        return no("这项业务不走联合审批。", "This utility does not go by joint approval.");
      return state.appliedUtilities.includes(act.utility)
        ? no("这项业务已经提交审批申请。", "Its application for approval is already recorded.")
        : null;
    case "specialist.responded":
      if (!(state.dispatches ?? []).some(({ utility }) => utility === act.utility))
        return no("这项业务没有派单记录。", "This utility's part was not sent out.");
      return unanswered(state).includes(act.utility)
        ? null
        : no("这项业务的响应已经登记。", "Its response is already recorded.");
    case "connection.made":
      return unconnected(state).includes(act.utility)
        ? null
        : no("这项业务已登记接入。", "Its connection is already recorded.");
  }
}

/** Says why an act is impossible now, or null when it may be done. */
export function refusalOf(state: CaseState, act: Act, role: "clerk" | "supervisor"): Refusal | null {
  const rule = FOLLOW[act.kind];
  const [status, label] = [statusLabel(state.status, state), actLabel(act.kind, state)];
  if (!hasPlace(state, act.kind))
    return no(
      `这份申请不涉及外线工程，没有“${label.zh}”这一步。`,
      `This application asks for no outside line; there is no such step: ${label.en}.`,
    );
  if (!rule.from.includes(state.status))
    return no(
      `当前状态为“${status.zh}”，不能${label.zh}。`,
      `The status is "${status.en}"; this cannot be done: ${label.en}.`,
    );
  if (!rule.roles.includes(role))
    return no(
      `“${label.zh}”须由值班主管办理。`,
      `Only a supervisor may do this: ${label.en}.`,
      bilingual("请值班主管登录办理。", "Ask the supervisor to sign in."),
    );
  if (act.kind === "lead.changed") return refusalOfLead(state, act);
  if ("utility" in act) {
    const refusal = refusalOfUtility(state, act);
    if (refusal) return refusal;
  }
  if (act.kind === "supplement.requested" && state.notices.length > 0 && act.reasonForAnother === null) {
    return no(
      "已经一次告知过补正内容，再次告知必须写明理由。",
      "A supplement was already asked for; another needs a reason.",
      bilingual("请填写再次告知的理由，理由将记入台账。", "Give the reason; it goes into the ledger."),
    );
  }
  if (act.kind === "case.closed" && isTolerating(state)) {
    return no(
      "容缺材料尚未补齐，也没有确认失效，不能办结。",
      "Tolerated items are still owed; the case cannot be closed.",
      bilingual(
        "请先登记材料补齐，或由值班主管确认容缺失效。",
        "Record the items handed in, or let the supervisor confirm the lapse.",
      ),
    );
  }
  if (act.kind === "survey.recorded") {
    const surveyed = [...act.facts.map((line) => line.utility), ...(act.noOutsideLine ?? [])];
    if (surveyed.length === 0)
      return no(
        "踏勘没有涉及任何一项业务。",
        "The survey speaks of no utility.",
        bilingual("请填写至少一项业务的实测情况。", "Give what was measured for at least one utility."),
      );
    const stray = surveyed.find((utility) => !state.utilities.includes(utility));
    if (stray !== undefined) return no(`这份申请没有报装这项业务：${stray}`, `Not part of the application: ${stray}`);
    const twice = surveyed.find((utility, i) => surveyed.indexOf(utility) < i);
    if (twice !== undefined) return no(`同一业务的踏勘结果重复：${twice}`, `Surveyed twice: ${twice}`);
  }
  return openFor(state, act.kind)
    ? null
    : no(`现在没有需要“${label.zh}”的内容。`, `There is nothing to do this for: ${label.en}.`);
}
