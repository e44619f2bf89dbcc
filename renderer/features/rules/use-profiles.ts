import type { ProfileLine } from "#shared/contract/rules.ts";
import { useCall } from "#renderer/host/query.ts";

const NONE: ProfileLine[] = [];

/** Every locality's rules (地方规则) that this station has, with the quarantined ones; empty until they are read. */
export const useProfiles = (): ProfileLine[] => useCall("profile.list", {}).data ?? NONE;
