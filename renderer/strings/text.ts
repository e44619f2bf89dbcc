import { useMemo } from "react";
import type { Bilingual } from "#shared/bilingual.ts";
import { en } from "./en.ts";
import { useLanguageStore, type Language } from "./language-store.ts";
import { zh, type TextKey } from "./zh.ts";

/** Gives a text in the language of the screen, its `{places}` filled. */
export type Text = (key: TextKey, values?: Record<string, string | number>) => string;

const catalogues = { zh, en } as const;

/** Looks a text up and fills its `{places}`. */
export const textIn =
  (language: Language): Text =>
  (key, values = {}) =>
    catalogues[language][key].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

/** The catalogue in the language of the screen: `t("header.signOut")`. */
export function useText(): Text {
  const language = useLanguageStore((state) => state.language);
  return useMemo(() => textIn(language), [language]);
}

/** Picks from a bilingual value in the language of the screen. */
export function usePick(): (value: Bilingual) => string {
  const language = useLanguageStore((state) => state.language);
  return useMemo(() => (value: Bilingual) => value[language], [language]);
}
