import { create } from "zustand";
import { holdsWords } from "#shared/case/search-terms.ts";
import type { DaySummaryView } from "#shared/contract/day-summary.ts";
import { type LocalDate, MINUTE_MS } from "#shared/time/instant.ts";
import { type Read, useCall } from "#renderer/host/query.ts";

/** Which applications of a day are shown. */
export type DaySummaryFilter = "all" | "overdue" | "due-today" | "unsynced";
/** One application in the day summary. */
export type DaySummaryLine = DaySummaryView["lines"][number];

function passes(line: DaySummaryLine, filter: DaySummaryFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "overdue":
    case "due-today":
      return line.deadlines.some((deadline) => deadline.state === filter);
    case "unsynced":
      return !line.synced;
  }
}

/** The lines that match the filter and hold every typed word. */
export function filterDaySummary(
  lines: readonly DaySummaryLine[],
  filter: DaySummaryFilter,
  words: string,
): DaySummaryLine[] {
  return lines.filter((line) => {
    const texts = [line.acceptanceNumber, line.applicant, line.site, line.dutyHolder, line.window];
    return passes(line, filter) && holdsWords(texts, words);
  });
}

type DaySummaryState = {
  /** The requested day; null is today, also after midnight. */
  on: LocalDate | null;
  filter: DaySummaryFilter;
  words: string;
  choose: (on: LocalDate | null) => void;
  setFilter: (filter: DaySummaryFilter) => void;
  setWords: (words: string) => void;
};

/** Which day the supervisor looks at, and which of its applications. */
export const useDaySummaryStore = create<DaySummaryState>()((set) => ({
  on: null,
  filter: "all",
  words: "",
  choose: (on) => set({ on, filter: "all" }),
  setFilter: (filter) => set({ filter }),
  setWords: (words) => set({ words }),
}));

/** The chosen day, read every minute too, because deadlines pass without events. */
export function useDaySummary(): Read<DaySummaryView> {
  const on = useDaySummaryStore((state) => state.on);
  return useCall("daySummary.get", { on }, { everyMs: MINUTE_MS });
}
