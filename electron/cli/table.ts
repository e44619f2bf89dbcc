import { textCells } from "#templates/cell-width.ts";

const padded = (text: string, cells: number): string => text + " ".repeat(Math.max(0, cells - textCells(text)));

/** Sets rows out as columns for a terminal, where a Chinese character takes two cells; the first row is ruled off. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => textCells(row[at] ?? ""))));
  const lines = rows.map((row) =>
    widths
      .map((width, at) => padded(row[at] ?? "", width))
      .join("  ")
      .trimEnd(),
  );
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return [...lines.slice(0, 1), rule, ...lines.slice(1)].join("\n");
}
