import type { Profile } from "#shared/profile/profile.ts";
import { leftOut, rulesChanged } from "#shared/profile/rules-changed.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { followEvents } from "#renderer/host/events.ts";
import { isBlank, useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { useDraftStore } from "./draft-store.ts";

/** Puts the form on screen under other rules and names the typed values that the new form does not ask for. */
export function putUnderRules(rules: Profile, typedUnder: number): void {
  const before = useIntakeStore.getState();
  before.takeRules(rules);
  if (isBlank(before)) return;
  const now = useIntakeStore.getState();
  useDraftStore.setState({
    notice: rulesChanged(rules, typedUnder, now.profile === null ? [] : leftOut(now.profile, now.form)),
  });
}

/** Asks which rules are in effect for the form and follows them if they changed. */
export async function lookAtRules(): Promise<void> {
  const { rules, key } = useIntakeStore.getState();
  if (rules === null) return;
  try {
    const inForce = await ask("profile.get", { id: rules.id });
    if (useIntakeStore.getState().key === key && JSON.stringify(inForce) !== JSON.stringify(rules))
      putUnderRules(inForce, rules.version);
  } catch (thrown) {
    useDraftStore.setState({ problem: problemOf(thrown) });
  }
}

/** Keeps the form under the rules in effect; the centre may publish new ones. Returns a function that stops it. */
export const followRules = (): (() => void) =>
  followEvents(
    (event) => {
      if (event.kind === "profile.changed" && event.id === useIntakeStore.getState().rules?.id) void lookAtRules();
    },
    () => void lookAtRules(),
  );
