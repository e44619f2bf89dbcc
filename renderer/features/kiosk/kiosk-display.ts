import { create } from "zustand";
import { useLanguageStore, type Language } from "#renderer/lib/text.ts";

/** Large print (大字版、适老); reset for each new visitor. */
export const useDisplayStore = create<{ elder: boolean }>()(() => ({ elder: false }));

/** Sets the visitor's language without the store's setter, which would save it as the station's. */
export const setVisitLanguage = (language: Language): void => useLanguageStore.setState({ language });

/** Resets text size and language for the next visitor. */
export function resetDisplay(): void {
  useDisplayStore.setState({ elder: false });
  setVisitLanguage("zh");
}
