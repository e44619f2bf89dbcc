import { foldNumber } from "#shared/lib/plain-text.ts";
import type { ListedMaterial, Material, MaterialEntry, Medium, Seen } from "#shared/profile/materials.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";

/** One material as it is typed; copies stay text until it is saved. */
export type MaterialDraft = {
  id: string;
  name: string;
  copies: string;
  medium: Medium;
  requirement: string;
  originalSeen: boolean;
  seen: Seen | null;
  copyTaken: boolean;
  files: string[];
};

/** A blank material. */
export const blankMaterial = (): MaterialDraft => ({
  id: crypto.randomUUID(),
  name: "",
  copies: "1",
  medium: "copy",
  requirement: "",
  originalSeen: false,
  seen: null,
  copyTaken: false,
  files: [],
});

/** A material as the rules list it; open values start blank. */
export function draftOfListed(listed: ListedMaterial, pick: (value: Bilingual) => string): MaterialDraft {
  const blank = blankMaterial();
  return {
    ...blank,
    name: listed.label.zh,
    copies: String(listed.copies ?? 1),
    medium: listed.medium ?? blank.medium,
    requirement: listed.requirement === null ? "" : pick(listed.requirement),
  };
}

/** A recorded material, for further editing. */
export const draftOf = ({ seen, copies, ...material }: Material): MaterialDraft => ({
  ...material,
  copies: String(copies),
  originalSeen: seen !== null,
  seen,
});

/** The number of copies; null if it is no whole number from 0 to 99. */
export function copiesOf(text: string): number | null {
  const folded = foldNumber(text.trim());
  return /^\d{1,2}$/.test(folded) ? Number(folded) : null;
}

/** The materials to record; null while a name or a number is missing. */
export function entriesOf(drafts: readonly MaterialDraft[]): MaterialEntry[] | null {
  const entries = drafts.flatMap(({ seen: _seen, copies, ...draft }): MaterialEntry[] => {
    const count = copiesOf(copies);
    return count === null || draft.name.trim() === "" ? [] : [{ ...draft, copies: count }];
  });
  return entries.length === drafts.length ? entries : null;
}
