import { create } from "zustand";
import { useLanguageStore, type Language } from "#renderer/lib/text.ts";

/** Large print (大字版、适老), by one touch; back to normal with each new visitor. */
export const useDisplayStore = create<{ elder: boolean }>()(() => ({ elder: false }));

/** The visitor's language; set past the store's own setter, which would write it to disk as the station's. */
export const setVisitLanguage = (language: Language): void => useLanguageStore.setState({ language });

/** Puts text size and language back to how every visitor finds them. */
export function resetDisplay(): void {
  useDisplayStore.setState({ elder: false });
  setVisitLanguage("zh");
}
