import { create } from "zustand";

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
