import type { Problem } from "#shared/lib/problem.ts";

/** One thing that the doctor looked at; `mend` says what to do where it is not as it should be. */
export type Finding = { id: string; ok: boolean; zh: string; en: string; mend: { zh: string; en: string } | null };

/** A finding with its mend, which is told only where it is needed. */
export const finding = (id: string, ok: boolean, zh: string, en: string, mendZh: string, mendEn: string): Finding => ({
  id,
  ok,
  zh,
  en,
  mend: ok ? null : { zh: mendZh, en: mendEn },
});

/** A problem as a finding. */
export const badFinding = (id: string, { what, safe, next }: Problem): Finding =>
  finding(id, false, `${what.zh} ${safe.zh}`, `${what.en} ${safe.en}`, next.zh, next.en);
