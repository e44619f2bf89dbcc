import { bilingual } from "#shared/lib/bilingual.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { Act } from "./act.ts";
import type { CaseState, Opinion } from "./case-state.ts";
import { isOpinionOf } from "./late-signers.ts";

/**
 * What forbids granting: the last opinion of a department (签批部门) disagrees. A department may be recorded by its id
 * or by its name, so a later opinion under the other one replaces the earlier.
 */
export function grantProblem(profile: Pick<Profile, "signers">, state: CaseState, act: Act): FieldProblem | null {
  if (act.kind !== "approval.concluded" || !act.granted) return null;
  const listed = ({ signer }: Opinion) => profile.signers?.find((one) => isOpinionOf(one, { signer }));
  const last = new Map(state.opinions.map((opinion) => [listed(opinion)?.id ?? opinion.signer, opinion]));
  const against = [...last.values()].filter((opinion) => !opinion.agrees);
  if (against.length === 0) return null;
  const names = against.map((opinion) => listed(opinion)?.label ?? bilingual(opinion.signer, opinion.signer));
  const zh = names.map((name) => name.zh).join("、");
  const en = names.map((name) => name.en).join(", ");
  return {
    path: "granted",
    message: bilingual(
      `${zh}的意见是不同意，不能准予。该部门改变意见的，请先登记新的审批意见；否则选“不予批准”。`,
      `No grant against a disagreeing opinion: ${en}. Record a new opinion if it has changed; otherwise choose “not granted”.`,
    ),
  };
}
