import { create } from "zustand";
import type { FoundApplications } from "#shared/contract/search-calls.ts";
import type { Problem } from "#shared/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { later } from "#renderer/features/intake/later.ts";

const SEARCH_AFTER_MS = 80;

type SearchState = {
  text: string;
  found: FoundApplications | null;
  problem: Problem | null;
  type: (text: string) => void;
};

/** What is being looked for among all stored applications, and what was found. */
export const useSearchStore = create<SearchState>()((set) => ({
  text: "",
  found: null,
  problem: null,
  type: (text) => {
    set({ text });
    searcher.soon();
  },
}));

async function search(): Promise<void> {
  const { text } = useSearchStore.getState();
  try {
    useSearchStore.setState({
      found: text.trim() === "" ? null : await ask("application.search", { text }),
      problem: null,
    });
  } catch (thrown) {
    useSearchStore.setState({ problem: problemOf(thrown) });
  }
}

const searcher = later(SEARCH_AFTER_MS, search);
