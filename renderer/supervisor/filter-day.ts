import type { DayView } from "#shared/contract/calls.ts";

/** Which applications of a day are shown. */
export type DayFilter = "all" | "overdue" | "due-today" | "unsynced";
/** One application in the supervisor's day. */
export type DayLine = DayView["lines"][number];

function passes(line: DayLine, filter: DayFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "overdue":
    case "due-today":
      return line.clocks.some((clock) => clock.state === filter);
    case "unsynced":
      return !line.synced;
  }
}

/** The lines that pass the filter and hold every word typed. */
export function filterDay(lines: readonly DayLine[], filter: DayFilter, words: string): DayLine[] {
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
