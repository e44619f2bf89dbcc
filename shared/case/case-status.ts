import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { ActKind } from "./act.ts";

/** Every status of a case, from acceptance to its end. */
export const CASE_STATUSES = [
  "accepted",
  "supplementing",
  "approving",
  "cleared",
  "constructing",
  "connected",
  "closed",
  "refused",
  "withdrawn",
] as const;
/** The status of an application (办理状态). */
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** What a status is called. */
export const STATUS_NAMES: Record<CaseStatus, Bilingual> = {
  accepted: bilingual("已受理", "Accepted"),
  supplementing: bilingual("待补正", "Awaiting supplement"),
  approving: bilingual("审批中", "In approval"),
  cleared: bilingual("可施工", "Cleared for work"),
  constructing: bilingual("施工中", "Under construction"),
  connected: bilingual("已接入", "Connected"),
  closed: bilingual("已办结", "Closed"),
  refused: bilingual("不予受理", "Refused"),
  withdrawn: bilingual("已撤回", "Withdrawn"),
};

/** From which status an act may be done, by whom, and its name; `act-refusal.ts` adds what else must hold. */
export type FollowRule = {
  from: readonly CaseStatus[];
  label: Bilingual;
  roles: readonly ("clerk" | "supervisor")[];
  /** Its name if no outside line is involved (更名、过户); null if it does not apply there. */
  change: Bilingual | null;
};

const OPEN: readonly CaseStatus[] = ["accepted", "supplementing", "approving", "cleared", "constructing", "connected"];
const BOTH = ["clerk", "supervisor"] as const;
const rule = (from: readonly CaseStatus[], zh: string, en: string, roles: FollowRule["roles"] = BOTH): FollowRule => ({
  from,
  label: bilingual(zh, en),
  roles,
  change: bilingual(zh, en),
});
/** An act about an outside line and its works. */
const lineRule = (
  from: readonly CaseStatus[],
  zh: string,
  en: string,
  change: Bilingual | null = null,
): FollowRule => ({ from, label: bilingual(zh, en), roles: BOTH, change });

/** For each act: from which statuses, by whom. */
export const FOLLOW: Record<ActKind, FollowRule> = {
  "supplement.requested": rule(["accepted"], "一次告知补正", "Ask for a supplement"),
  "supplement.received": rule(["supplementing"], "补正完成", "Supplement received"),
  "tolerance.granted": rule(["accepted"], "容缺受理", "Accept with tolerance"),
  "tolerance.settled": rule(OPEN, "容缺材料补齐", "Tolerated items handed in"),
  "tolerance.lapsed": rule(OPEN, "容缺到期未补，确认失效", "Confirm lapse of tolerance", ["supervisor"]),
  "survey.scheduled": lineRule(["accepted", "approving"], "约定联合踏勘", "Schedule the joint survey"),
  "survey.recorded": lineRule(["accepted", "approving", "cleared"], "登记踏勘结果", "Record survey findings"),
  "letter.signed": lineRule(["accepted", "approving"], "登记告知承诺书签署", "Record the signed commitment letter"),
  "approval.applied": lineRule(["accepted", "approving"], "企业提交外线审批申请", "Utility applied for approval"),
  "opinion.recorded": lineRule(["approving"], "登记审批意见", "Record an opinion"),
  "signers.decided": {
    ...lineRule(["approving"], "核定涉及部门", "Decide which departments are involved"),
    roles: ["supervisor"],
  },
  "approval.concluded": lineRule(["approving"], "审批办结", "Conclude the approval"),
  "construction.started": lineRule(["accepted", "cleared"], "开工", "Start of work"),
  "connection.made": lineRule(
    ["accepted", "cleared", "constructing", "connected"],
    "接入完成",
    "Connection made",
    bilingual("办理完成", "Change made"),
  ),
  "case.closed": rule(["connected"], "办结归档", "Close"),
  "specialist.responded": rule(OPEN, "登记服务专员响应", "Record the specialist's response"),
  "lead.changed": lineRule(OPEN, "变更牵头单位", "Change the lead unit"),
  "details.corrected": rule(OPEN, "更正申请人信息", "Correct the applicant's details"),
  "application.refused": rule(["accepted", "supplementing"], "不予受理", "Refuse"),
  "application.withdrawn": rule(OPEN, "申请人撤回", "Applicant withdraws"),
};

type OfCase = { change?: true };

/** The kind of case by the service applied for; without one it is a connection. */
export const caseKind = ({ service }: { service?: unknown }): OfCase => (service === undefined ? {} : { change: true });

/** The name of an act in this case. */
export const actLabel = (kind: ActKind, { change }: OfCase): Bilingual =>
  (change === true ? FOLLOW[kind].change : null) ?? FOLLOW[kind].label;

const CHANGED = bilingual("已办理", "Changed");

/** The name of a status in this case: a change (更名、过户) connects nothing. */
export const statusLabel = (status: CaseStatus, { change }: OfCase): Bilingual =>
  change === true && status === "connected" ? CHANGED : STATUS_NAMES[status];
