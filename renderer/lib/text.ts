import { useMemo } from "react";
import { create } from "zustand";
import type { Bilingual } from "#shared/lib/bilingual.ts";

/** The texts of the page by key; `shells/register-texts.ts` extends it with those of every feature. */
export interface TextCatalogue {}
/** The key of a text; each exists in both languages. */
export type TextKey = keyof TextCatalogue;

/** The languages of the screen; Chinese comes first. */
export type Language = "zh" | "en";
const KEY = "language";

type LanguageState = { language: Language; setLanguage: (language: Language) => void };

/** The language of this station's screen; Chinese until somebody chooses otherwise. */
export const useLanguageStore = create<LanguageState>()((set) => ({
  language: localStorage.getItem(KEY) === "en" ? "en" : "zh",
  setLanguage: (language) => {
    localStorage.setItem(KEY, language);
    set({ language });
  },
}));

/** Returns a text in the language of the screen with its `{places}` filled. */
export type Text = (key: TextKey, values?: Record<string, string | number>) => string;

const texts = new Map<string, Bilingual>();

/** Adds the texts of every feature; a key used twice is a mistake in the program. */
export function registerTexts(catalogues: readonly Record<string, Bilingual>[]): void {
  for (const [key, text] of catalogues.flatMap((catalogue) => Object.entries(catalogue))) {
    const earlier = texts.get(key);
    if (earlier !== undefined && earlier !== text) throw new Error(`Two features use the text key ${key}.`);
    texts.set(key, text);
  }
}

/** Looks a text up and fills its `{places}`; `{n|entry|entries}` picks the form that goes with the number. */
export const textIn =
  (language: Language): Text =>
  (key, values = {}) =>
    (texts.get(key)?.[language] ?? key)
      .replace(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (_place, name: string, one: string, many: string) =>
        Number(values[name]) === 1 ? one : many,
      )
      .replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

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
