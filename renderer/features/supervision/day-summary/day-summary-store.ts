import { create } from "zustand";
import type { CallOutput } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import type { DaySummaryView } from "#shared/contract/day-summary.ts";
import type { Problem } from "#shared/lib/problem.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ask } from "#renderer/host/host.ts";

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
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return lines.filter((line) => {
    const text = [line.acceptanceNumber, line.applicant, line.site, line.dutyHolder, line.window]
      .join(" ")
      .toLowerCase();
    return passes(line, filter) && wanted.every((word) => text.includes(word));
  });
}

/** An exported day, ready to be saved. */
export type LedgerFile = CallOutput<Calls["ledger.export"]>;

type DaySummaryState = {
  /** The requested day; null is today, also after midnight. */
  on: LocalDate | null;
  view: DaySummaryView | null;
  readAt: Instant | null;
  filter: DaySummaryFilter;
  words: string;
  problem: Problem | null;
  read: () => Promise<void>;
  choose: (on: LocalDate | null) => void;
  setFilter: (filter: DaySummaryFilter) => void;
  setWords: (words: string) => void;
  exportLedger: (format: "xlsx" | "csv") => Promise<LedgerFile | null>;
};

/** The day on the supervisor's screen. */
export const useDaySummaryStore = create<DaySummaryState>()((set, get) => ({
  on: null,
  view: null,
  readAt: null,
  filter: "all",
  words: "",
  problem: null,
  read: async () => {
    const { on } = get();
    try {
      const view = await ask("daySummary.get", { on });
      // A late answer about a day that was left is dropped.
      if (get().on === on) set({ view, readAt: new Date().toISOString(), problem: null });
    } catch (thrown) {
      if (get().on === on) set({ problem: problemOf(thrown) });
    }
  },
  choose: (on) => {
    set({ on, filter: "all" });
    void get().read();
  },
  setFilter: (filter) => set({ filter }),
  setWords: (words) => set({ words }),
  exportLedger: async (format) => {
    const day = get().view?.on;
    if (day === undefined) return null;
    try {
      const file = await ask("ledger.export", { on: day, format });
      set({ problem: null });
      return file;
    } catch (thrown) {
      set({ problem: problemOf(thrown) });
      return null;
    }
  },
}));
