import type { DeadlineLine } from "./application.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { CaseState, Opinion } from "./case-state.ts";

/** Who has given no opinion although the joint approval is due; `named` is false if the rules name no signers. */
export type LateSigners = { state: "due-today" | "overdue"; deadline: Bilingual; named: boolean; signers: Bilingual[] };

type Signing = Pick<Profile, "signers" | "clocks">;

/** Whether the opinion is a listed signer's, recorded by its id or by its name. */
export const isOpinionOf = (signer: { id: string; label: Bilingual }, opinion: Pick<Opinion, "signer">): boolean =>
  opinion.signer === signer.id || opinion.signer === signer.label.zh;

/** The listed signers (签批部门) without an opinion so far. */
const openSigners = (profile: Pick<Profile, "signers">, state: CaseState): Bilingual[] =>
  (profile.signers ?? [])
    .filter((signer) => !state.opinions.some((opinion) => isOpinionOf(signer, opinion)))
    .map(({ label }) => label);

/** Names the late signers once a deadline of the joint approval is due today or overdue; null if nobody is late. */
export function lateSigners(
  profile: Signing,
  state: CaseState,
  deadlines: readonly DeadlineLine[],
): LateSigners | null {
  if (state.status !== "approving") return null;
  const ofApproval = new Set(
    profile.clocks.filter((rule) => rule.startEvent === "utility-application-received").map((rule) => rule.id),
  );
  const pressing = deadlines.filter((line) => ofApproval.has(line.deadline));
  const worst =
    pressing.find((line) => line.state === "overdue") ?? pressing.find((line) => line.state === "due-today");
  if (worst === undefined || (worst.state !== "overdue" && worst.state !== "due-today")) return null;
  const signers = openSigners(profile, state);
  if (profile.signers !== null && signers.length === 0) return null;
  return { state: worst.state, deadline: worst.label, named: profile.signers !== null, signers };
}
