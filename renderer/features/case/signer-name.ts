import { say, type Bilingual } from "#shared/bilingual.ts";
import type { Profile } from "#shared/profile.ts";

/** What people call the department of an opinion: a listed one by its label, another by the name that was written. */
export const signerName = (profile: Pick<Profile, "signers">, signer: string): Bilingual =>
  profile.signers?.find((one) => one.id === signer)?.label ?? say(signer, signer);
