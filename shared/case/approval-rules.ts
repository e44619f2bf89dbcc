import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import type { Act } from "./act.ts";
import type { CaseState } from "./case-state.ts";
import { departmentKey, departmentName, findSigner, joinNames, openSigners, type Signers } from "./signers.ts";

/** An opinion that a department sent to the centre itself, and that no later word of it has replaced. */
export type ReportedOpinion = { signer: string; agrees: boolean };

/** What the rules of an approval look at: the local rules, the case, who acts, and what came from the centre. */
export type ApprovalCase = {
  profile: Signers;
  state: CaseState;
  role: "clerk" | "supervisor";
  reported: readonly ReportedOpinion[];
};

/** What granting (准予) would pass over. */
export type GrantStatus = {
  /** Departments whose last opinion disagrees; they forbid it. */
  against: Bilingual[];
  /** Listed departments without an opinion; only a supervisor passes over them, with a reason. */
  missing: Bilingual[];
  /** No opinion at all although no listed one is missing; passed like a missing one. */
  isBare: boolean;
};

type Of<Kind extends Act["kind"]> = Extract<Act, { kind: Kind }>;

/** A later opinion of a department replaces its earlier one, whether given by id or by name. */
function disagreeing({ profile, state, reported }: Omit<ApprovalCase, "role">): Bilingual[] {
  const last = new Map(state.opinions.map((opinion) => [departmentKey(profile, opinion.signer), opinion.agrees]));
  const names = new Map(
    [...state.opinions, ...reported].map(({ signer }) => [
      departmentKey(profile, signer),
      departmentName(profile, signer),
    ]),
  );
  const against = new Set([...last].flatMap(([key, agrees]) => (agrees ? [] : [key])));
  for (const { signer, agrees } of reported) if (!agrees) against.add(departmentKey(profile, signer));
  return [...names].flatMap(([key, name]) => (against.has(key) ? [name] : []));
}

/** What granting would pass over as the case stands. */
export function grantStatus(approval: Omit<ApprovalCase, "role">): GrantStatus {
  const missing = openSigners(approval.profile, approval.state).map(({ label }) => label);
  return {
    against: disagreeing(approval),
    missing,
    isBare: missing.length === 0 && approval.state.opinions.length === 0,
  };
}

function lackText({ missing }: GrantStatus): Bilingual {
  const names = joinNames(missing);
  return missing.length === 0
    ? bilingual("还没有登记任何部门的审批意见。", "No department's opinion is recorded yet.")
    : bilingual(
        `尚缺${names.zh}的意见（共${missing.length}个部门）。`,
        `Opinions still missing (${missing.length}): ${names.en}.`,
      );
}

function grantProblem(act: Of<"approval.concluded">, approval: ApprovalCase): FieldProblem | null {
  const status = grantStatus(approval);
  if (status.against.length > 0) {
    const names = joinNames(status.against);
    return {
      path: "granted",
      message: bilingual(
        `${names.zh}的意见是不同意，不能准予。该部门改变意见的，请先登记新的审批意见；否则选“不予批准”。`,
        `No grant against a disagreeing opinion: ${names.en}. ` +
          "Record a new opinion if it has changed; otherwise choose “not granted”.",
      ),
    };
  }
  if (status.missing.length === 0 && !status.isBare) return null;
  const lack = lackText(status);
  if (approval.role !== "supervisor")
    return {
      path: "granted",
      message: bilingual(
        `${lack.zh}意见不全时只有值班主管可以准予，须由主管本人登录并写明理由。请先登记意见，或请值班主管办理。`,
        `${lack.en} Only a supervisor may grant without them, signed in as themselves and with a reason. ` +
          "Record the opinions, or ask the supervisor.",
      ),
    };
  if (act.reason !== undefined) return null;
  return {
    path: "reason",
    message: bilingual(
      `${lack.zh}意见不全而准予的，请写明理由。`,
      `${lack.en} Give the reason for granting without them.`,
    ),
  };
}

function refusalProblem(act: Of<"approval.concluded">, approval: ApprovalCase): FieldProblem | null {
  return act.reason !== undefined || disagreeing(approval).length > 0
    ? null
    : {
        path: "reason",
        message: bilingual(
          "没有部门不同意，不予批准须写明理由。",
          "No department disagrees; give the reason why it is not granted.",
        ),
      };
}

function opinionProblem(act: Of<"opinion.recorded">, { profile }: ApprovalCase): FieldProblem | null {
  const { signers } = profile;
  if (signers === null || act.reason !== undefined || findSigner(profile, act.signer) !== null) return null;
  const names = joinNames(signers.map(({ label }) => label));
  return {
    path: "reason",
    message: bilingual(
      `本地文件列明的签批部门是：${names.zh}。由其他部门签批的，请写明理由。`,
      `The rules name these departments: ${names.en}. Give the reason why another one signs.`,
    ),
  };
}

function scopeProblem(act: Of<"signers.decided">, { profile, state, reported }: ApprovalCase): FieldProblem | null {
  const no = (zh: string, en: string): FieldProblem => ({ path: "notInvolved", message: bilingual(zh, en) });
  if (profile.signers === null)
    return no(
      "本地文件没有列明签批部门，不需要核定。",
      "The rules name no departments, so there is nothing to decide.",
    );
  const strange = act.notInvolved.filter((signer) => findSigner(profile, signer) === null);
  if (strange.length > 0)
    return no(
      `不是本地文件列明的签批部门：${strange.join("、")}。请从列出的部门中选择。`,
      `Not named by the rules: ${strange.join(", ")}. Choose from the departments listed.`,
    );
  const spoken = new Set([...state.opinions, ...reported].map(({ signer }) => departmentKey(profile, signer)));
  const signed = act.notInvolved.filter((signer) => spoken.has(departmentKey(profile, signer)));
  if (signed.length === 0) return null;
  const names = joinNames(signed.map((signer) => departmentName(profile, signer)));
  return no(
    `${names.zh}已经给出意见，不能标为不涉及。`,
    `An opinion was given already, so this department is involved: ${names.en}.`,
  );
}

/** What an approval's rules forbid about an act, at its field; null if nothing. */
export function approvalProblem(act: Act, approval: ApprovalCase): FieldProblem | null {
  switch (act.kind) {
    case "opinion.recorded":
      return opinionProblem(act, approval);
    case "signers.decided":
      return scopeProblem(act, approval);
    case "approval.concluded":
      return act.granted ? grantProblem(act, approval) : refusalProblem(act, approval);
    default:
      return null;
  }
}

/**
 * The act as it is recorded: a listed department by its id, and beside a grant the listed departments that gave no
 * opinion, so that the record names them even if it is read without the rules.
 */
export function completeAct(act: Act, { profile, state }: Pick<ApprovalCase, "profile" | "state">): Act {
  switch (act.kind) {
    case "opinion.recorded": {
      const listed = findSigner(profile, act.signer);
      if (listed === null) return act;
      const { reason: _notNeeded, ...rest } = act;
      return { ...rest, signer: listed.id };
    }
    case "signers.decided": {
      const ids = act.notInvolved.map((signer) => findSigner(profile, signer)?.id ?? signer);
      return { ...act, notInvolved: [...new Set(ids)] };
    }
    case "approval.concluded": {
      const { missing: _asSent, ...rest } = act;
      const missing = act.granted ? openSigners(profile, state).map(({ id }) => id) : [];
      return missing.length === 0 ? rest : { ...rest, missing };
    }
    default:
      return act;
  }
}
