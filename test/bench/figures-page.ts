import type { Figure } from "./figure.ts";

/** When figures were taken: the commit, the day, and what else the machine did. */
export type Taken = { commit: string; day: string };

const ROW = /^\| `[\w-]+` \|.*\|$/;
const MISSED = ", **missed**";

/** A row's cells: bench, figure, ours, limit, ×, goal, commit, day. */
const cellsOf = (line: string): string[] =>
  line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());

const nameOf = (limit: string): string => limit.slice(limit.indexOf(": ") + 1).trim();

/** What a row is about: its bench, its figure, and what it is measured against. */
const keyOf = ([bench = "", figure = "", , limit = ""]: readonly string[]): string =>
  [bench, figure, nameOf(limit)].join(" | ");

const short = (value: number): string => value.toLocaleString("en", { maximumSignificantDigits: 3 });

/** A value in the unit that a reader compares: milliseconds below a second. */
const shown = (value: number, unit: string): { value: number; unit: string } =>
  unit === "s" && value < 1 ? { value: value * 1000, unit: "ms" } : { value, unit };

const text = (value: number, unit: string): string => {
  const { value: number, unit: named } = shown(value, unit);
  return `${short(number)} ${named}`;
};

/** The goal as the page has it, marked where the figure misses it. A goal in other words than a number stays as it is. */
function judged(goal: string, { value, unit, limit }: Figure): string {
  const plain = goal.replace(MISSED, "");
  const [, sign, number = "", divisor = "1", named] = /^(≤|≥) ([\d.]+)(?:\/([\d.]+))? (.+)$/.exec(plain) ?? [];
  const measured = named === "×" ? value / (limit?.value ?? Number.NaN) : shown(value, unit).value;
  if (sign === undefined || (named !== "×" && named !== shown(value, unit).unit)) return goal;
  const wanted = Number(number) / Number(divisor);
  return (sign === "≤" ? measured <= wanted : measured >= wanted) ? plain : plain + MISSED;
}

function rowOf(figure: Figure, goal: string, { commit, day }: Taken): string {
  const { bench, figure: name, value, unit, limit } = figure;
  const cells = [
    `\`${bench}\``,
    name,
    text(value, unit),
    limit === null ? "–" : `${text(limit.value, unit)}: ${limit.name}`,
    limit === null ? "–" : (value / limit.value).toLocaleString("en", { maximumSignificantDigits: 2 }),
    judged(goal, figure),
    commit,
    day,
  ];
  return `| ${cells.join(" | ")} |`;
}

/**
 * The page of figures with newly taken ones. The page chooses: a figure is kept where a row names it, and a row that
 * was not taken again keeps its commit and day. Also names the rows of these benches that nothing was measured for.
 */
export function withFigures(
  page: string,
  figures: readonly Figure[],
  taken: Taken,
): { page: string; unmeasured: string[] } {
  const byKey = new Map(figures.map((figure) => [keyOf(cellsOf(rowOf(figure, "–", taken))), figure]));
  const benches = new Set(figures.map(({ bench }) => `\`${bench}\``));
  const unmeasured: string[] = [];
  const lines = page.split("\n").map((line) => {
    const cells = cellsOf(line);
    if (!ROW.test(line) || !benches.has(cells[0] ?? "") || cells.length !== 8) return line;
    const figure = byKey.get(keyOf(cells));
    if (figure !== undefined) return rowOf(figure, cells[5] ?? "–", taken);
    unmeasured.push(keyOf(cells));
    return line;
  });
  return { page: lines.join("\n"), unmeasured };
}
