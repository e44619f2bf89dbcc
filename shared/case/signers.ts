import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { CaseState } from "./case-state.ts";
import { foldSearch } from "./search-terms.ts";

/** The departments (签批部门) that a paper names; null if it names none. */
export type Signers = Pick<Profile, "signers">;
type Signer = NonNullable<Profile["signers"]>[number];

/** The listed department that a text names by id or by name, however it is spaced or bracketed; null for any other. */
export function findSigner({ signers }: Signers, text: string): Signer | null {
  const byId = signers?.find(({ id }) => id === text);
  if (byId !== undefined) return byId;
  const folded = foldSearch(text);
  return signers?.find(({ label }) => foldSearch(label.zh) === folded || foldSearch(label.en) === folded) ?? null;
}

/** The same text for every way in which one department may be written. */
export const departmentKey = (profile: Signers, text: string): string =>
  findSigner(profile, text)?.id ?? (foldSearch(text) || text);

/** A department's name: the label of a listed one, else as it was typed. */
export const departmentName = (profile: Signers, text: string): Bilingual =>
  findSigner(profile, text)?.label ?? bilingual(text, text);

/** Several departments in one text. */
export const joinNames = (names: readonly Bilingual[]): Bilingual =>
  bilingual(names.map(({ zh }) => zh).join("、"), names.map(({ en }) => en).join(", "));

/** The listed departments that are involved and have given no opinion so far. */
export function openSigners(profile: Signers, state: Pick<CaseState, "opinions" | "notInvolved">): Signer[] {
  const settled = [...state.opinions.map(({ signer }) => signer), ...(state.notInvolved ?? [])];
  const keys = new Set(settled.map((signer) => departmentKey(profile, signer)));
  return (profile.signers ?? []).filter(({ id }) => !keys.has(id));
}
