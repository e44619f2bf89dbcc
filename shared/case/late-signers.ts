import type { DeadlineLine } from "./application.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { CaseState } from "./case-state.ts";
import { openSigners } from "./signers.ts";

/** Who has given no opinion although the joint approval is due; `named` is false if the rules name no signers. */
export type LateSigners = { state: "due-today" | "overdue"; deadline: Bilingual; named: boolean; signers: Bilingual[] };

type Signing = Pick<Profile, "signers" | "clocks">;

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
  const signers = openSigners(profile, state).map(({ label }) => label);
  if (profile.signers !== null && signers.length === 0) return null;
  return { state: worst.state, deadline: worst.label, named: profile.signers !== null, signers };
}
