import type { Problem } from "#shared/lib/problem.ts";
import type { Profile } from "#shared/profile/profile.ts";

/** A profile as it is in force, with the hash by which records pin it. */
export type LoadedProfile = { profile: Profile; hash: string; body: string };

/** A file that cannot be loaded, and why. Nothing stands in for it, as its rules are not known. */
export type QuarantinedProfile = { id: string; file: string; problem: Problem };

/** What would come of another text for a profile. */
export type Rehearsal = {
  /** The profile itself; null if the text is faulty. */
  profile: LoadedProfile | null;
  /** The files that would be quarantined. */
  quarantined: QuarantinedProfile[];
  /** The text in force now. */
  current: string | null;
};

/** Every profile that this station knows, by id; a broken file is quarantined and leaves the others at work. */
export type ProfileRegistry = {
  quarantined: () => QuarantinedProfile[];
  list: () => LoadedProfile[];
  find: (id: string) => LoadedProfile | null;
  get: (id: string) => LoadedProfile;
  /** Reads the folders anew, after a file was put there. */
  reload: () => void;
  /** How all profiles would stand if this were the text of one of them; nothing is changed. */
  rehearse: (id: string, file: string, text: string) => Rehearsal;
};
