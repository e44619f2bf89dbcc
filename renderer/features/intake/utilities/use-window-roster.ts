import type { WindowRoster } from "#shared/contract/roster.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { useCall } from "#renderer/host/query.ts";

/** The roster for this window and the form's locality; null while unknown. Acceptance evaluates authority again. */
export function useWindowRoster(): WindowRoster | null {
  const profileId = useIntakeStore((state) => state.profile?.id ?? null);
  return useCall("roster.atWindow", profileId === null ? null : { profileId }).data;
}
