import { create } from "zustand";
import type { FoundLine } from "#shared/contract/search-calls.ts";
import { ask } from "#renderer/host/host.ts";
import { later } from "#renderer/features/intake/later.ts";

const SEARCH_AFTER_MS = 150;
const MOST_SHOWN = 5;
const LEAST_SIGNS = 2;

/** The stored applications that may be meant by what was typed as the earlier one. */
export const useEarlierStore = create<{ text: string; found: FoundLine[] }>()(() => ({ text: "", found: [] }));

const searcher = later(SEARCH_AFTER_MS, async () => {
  const { text } = useEarlierStore.getState();
  if (text.trim().length < LEAST_SIGNS) return useEarlierStore.setState({ found: [] });
  // A search that cannot be made finds nothing; the number can still be typed, and acceptance checks it.
  const lines = await ask("application.search", { text }).then(
    (found) => found.lines,
    () => [],
  );
  const isWhole = lines.some((line) => line.acceptanceNumber === text.trim().toUpperCase());
  if (useEarlierStore.getState().text === text)
    useEarlierStore.setState({ found: isWhole ? [] : lines.slice(0, MOST_SHOWN) });
});

/** Looks for what is being typed, in a moment. */
export function lookForEarlier(text: string): void {
  useEarlierStore.setState({ text });
  searcher.soon();
}

/** Nothing is being looked for any more. */
export function forgetFound(): void {
  searcher.stop();
  useEarlierStore.setState({ text: "", found: [] });
}
