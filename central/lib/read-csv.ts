/**
 * Reads a CSV by RFC 4180 as spreadsheets write it: each line as a record by the names in the first line.
 * A byte order mark and blank lines are skipped. Throws a RangeError with the number of a line that has other cells.
 */
export function readCsv(text: string): Record<string, string>[] {
  const rows = rowsOf(text.replace(/^\u{feff}/u, "")).filter((row) => row.some((cell) => cell !== ""));
  const [names = [], ...lines] = rows;
  return lines.map((line, nth) => {
    if (line.length !== names.length) throw new RangeError(String(nth + 2));
    return Object.fromEntries(names.map((name, i) => [name.trim(), line[i]?.trim() ?? ""]));
  });
}

function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  // A cell is quoted, with quotes doubled, or runs to the next comma or line end.
  for (const [, quoted, plain = "", end = ""] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|\r|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "") break;
    if (end !== ",") rows.push([]);
  }
  return rows;
}
