import type { DraftBody } from "#shared/contract/draft-body.ts";

// Latin, punctuation, CJK signs, kana, the Unified Ideographs block (URO) and full-width forms: the shipped fonts draw all of it.
const COMMON =
  /^[\u0020-\u024f\u2010-\u2027\u2030-\u205e\u2103\u2160-\u216b\u2460-\u2469\u3000-\u30ff\u33a1\u4e00-\u9fa5\uff00-\uffef\s]*$/u;

/** Whether a form holds a character that a font may lack, so that the printed page must be tried before anything is accepted. */
export const hasRareCharacters = (body: DraftBody): boolean => !COMMON.test(JSON.stringify(body.form));
