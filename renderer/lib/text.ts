import { useMemo } from "react";
import { create } from "zustand";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { en } from "#renderer/shells/texts-en.ts";
import { type TextKey, zh } from "#renderer/shells/texts-zh.ts";

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
