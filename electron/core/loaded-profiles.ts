import type { Problem } from "#shared/lib/problem.ts";
import type { Profile } from "#shared/profile/profile.ts";

/** A profile in force, with the hash by which records pin it. */
export type LoadedProfile = { profile: Profile; hash: string; body: string };

/** A file that cannot be loaded, and why. Nothing replaces it, as its rules are unknown. */
export type QuarantinedProfile = { id: string; file: string; problem: Problem };

/** What another text for a profile would lead to. */
export type Rehearsal = {
  /** The profile; null if the text is faulty. */
  profile: LoadedProfile | null;
  /** The files that would be quarantined. */
  quarantined: QuarantinedProfile[];
  /** The text in force now. */
  current: string | null;
};

/** Every profile that this station knows, by id. A broken file is quarantined; the others stay in use. */
export type ProfileRegistry = {
  quarantined: () => QuarantinedProfile[];
  list: () => LoadedProfile[];
  find: (id: string) => LoadedProfile | null;
  get: (id: string) => LoadedProfile;
  /** Reads the folders again, after a file was added. */
  reload: () => void;
  /** What all profiles would be with this text for one of them; changes nothing. */
  rehearse: (id: string, file: string, text: string) => Rehearsal;
};
