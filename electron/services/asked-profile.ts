import type { DraftBody } from "#shared/contract/draft-body.ts";
import { profileFor } from "#shared/service.ts";
import type { Hall } from "./hall.ts";
import type { ShelvedProfile } from "./profile-shelf.ts";

/** The rules in force for what a draft asks for; hash and body stay those of the whole profile, by which records pin it. */
export function askedProfile(
  hall: Pick<Hall, "profiles">,
  { profileId, service }: Pick<DraftBody, "profileId" | "service">,
): ShelvedProfile {
  const shelved = hall.profiles.get(profileId);
  return { ...shelved, profile: profileFor(shelved.profile, service) };
}
