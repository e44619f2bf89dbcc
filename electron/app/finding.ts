import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { Problem } from "#shared/lib/problem.ts";

/** One thing that `hall doctor` looked at; `mend` says what to do where something is wrong. */
export type Finding = Bilingual & { id: string; ok: boolean; mend: Bilingual | null };

/** A finding; `mend` is kept only where something is wrong. */
export const finding = (id: string, ok: boolean, what: Bilingual, mend: Bilingual | null): Finding => ({
  id,
  ok,
  ...what,
  mend: ok ? null : mend,
});

/** A problem as a finding. */
export const badFinding = (id: string, { what, safe, next }: Problem): Finding =>
  finding(id, false, bilingual(`${what.zh} ${safe.zh}`, `${what.en} ${safe.en}`), next);
